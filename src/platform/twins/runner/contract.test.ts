import { type FailureEventArgs, NonRetriableError, RetryAfterError } from 'inngest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { race } from '@/testing/race';
import { aJournal, appName, aTestbed, type Testbed } from './factory';

/** What our jobs rely on, written once for the twin and for a real Inngest server. Each test has an event and functions of its own. */
const journal = aJournal();
/** Ample for a real server, whose pauses between attempts cannot be shortened; the twin needs a second or two. */
const patience = 180_000;
let bed: Testbed;
let registration: { status: number; message: string };

beforeAll(async () => {
  bed = await aTestbed({ isContract: true });
  const { client } = bed;
  const { write } = journal;
  const failing = (line: string, error: () => Error) => {
    write(line);
    throw error();
  };

  registration = await bed.serve([
    client.createFunction({ id: 'steps', triggers: [{ event: 'test/steps' }] }, async ({ event, step }) => {
      const doubled = await step.run('double', () => {
        write('steps: double');
        return { number: event.data.number * 2 };
      });
      const text = await step.run('write', () => {
        write(`steps: write ${doubled.number}`);
        return `${doubled.number}`;
      });
      write(`steps: returned ${text}`);
    }),
    client.createFunction({ id: 'repeated', triggers: [{ event: 'test/repeated' }] }, async ({ step }) => {
      let sum = 0;
      for (const number of [1, 2, 3]) sum += await step.run('add', () => number);
      write(`repeated: ${sum}`);
    }),
    client.createFunction(
      { id: 'second-try', retries: 2, triggers: [{ event: 'test/second-try' }] },
      async ({ step, attempt }) => {
        await step.run('good', () => write('second-try: good'));
        await step.run('bad', () =>
          attempt === 0 ? failing('second-try: bad', () => new Error('once')) : write('second-try: fine'),
        );
        write('second-try: returned');
      },
    ),
    client.createFunction(
      {
        id: 'hopeless',
        retries: 1,
        triggers: [{ event: 'test/hopeless' }],
        onFailure: ({ error, event }: FailureEventArgs) =>
          write(`hopeless: gave up on ${event.data.event.data.what}: ${error.message} in ${event.data.function_id}`),
      },
      ({ attempt }) => failing(`hopeless: attempt ${attempt}`, () => new Error('no luck')),
    ),
    client.createFunction(
      {
        id: 'refusing',
        retries: 3,
        triggers: [{ event: 'test/refusing' }],
        onFailure: ({ error }: FailureEventArgs) => write(`refusing: gave up: ${error.message}`),
      },
      ({ attempt }) => failing(`refusing: attempt ${attempt}`, () => new NonRetriableError('never')),
    ),
    client.createFunction({ id: 'catching', retries: 1, triggers: [{ event: 'test/catching' }] }, async ({ step }) => {
      const outcome = await step
        .run('bad', () => failing('catching: tried', () => new Error('broken')))
        .catch((error: Error) => `caught ${error.message}`);
      await step.run('after', () => write(`catching: ${outcome}`));
    }),
    client.createFunction({ id: 'later', retries: 1, triggers: [{ event: 'test/later' }] }, ({ attempt }) => {
      write(`later: ${attempt} at ${Date.now()}`);
      if (attempt === 0) throw new RetryAfterError('busy', '2s');
    }),
    client.createFunction({ id: 'sleeping', triggers: [{ event: 'test/sleeping' }] }, async ({ step }) => {
      const start = await step.run('start', () => Date.now());
      await step.sleep('nap', '1s');
      const middle = await step.run('middle', () => Date.now());
      await step.sleepUntil('rest', new Date(middle + 1_000));
      write(`sleeping: ${middle - start} ${Date.now() - middle}`);
    }),
    client.createFunction({ id: 'parallel', triggers: [{ event: 'test/parallel' }] }, async ({ step }) => {
      const branch = async (name: string) => {
        const first = await step.run(`${name} first`, () => write(`parallel: ${name} first`) ?? name);
        return step.run(`${name} second`, () => `${first} twice`);
      };
      const [a, b, c, nap] = await Promise.all([
        branch('a'),
        branch('b'),
        step.run('c', () => write('parallel: c first') ?? 'c'),
        step.sleep('nap', '1s'),
      ]);
      const after = await step.run('after', () => write('parallel: after') ?? 'after');
      write(`parallel returned: ${[a, b, c, nap ?? 'nap', after].join(', ')}`);
    }),
    client.createFunction({ id: 'sending', triggers: [{ event: 'test/sending' }] }, async ({ event, step }) => {
      await step.sendEvent('tell', { name: 'test/sent', data: { word: event.data.word } });
      write('sending: returned');
    }),
    client.createFunction({ id: 'hearing', triggers: [{ event: 'test/sent' }] }, ({ event }) => {
      write(`hearing: ${event.data.word}`);
    }),
    client.createFunction({ id: 'clock', triggers: [{ cron: '* * * * *' }] }, ({ event }) => {
      write(`clock: ${event.name}`);
    }),
    client.createFunction(
      { id: 'one-by-one', triggers: [{ event: 'test/one-by-one' }], concurrency: { limit: 1, key: 'event.data.key' } },
      async ({ event, step }) => {
        await step.run('work', async () => {
          write(`one-by-one: in ${event.data.key}`);
          await new Promise((resolve) => setTimeout(resolve, 30));
          write(`one-by-one: out ${event.data.key}`);
        });
        write(`one-by-one: returned ${event.data.key}`);
      },
    ),
    client.createFunction({ id: 'once', triggers: [{ event: 'test/once' }] }, ({ event }) => {
      write(`once: ${event.data.number}`);
    }),
  ]);
}, patience);

afterAll(() => bed.end());

describe('a job', () => {
  it('is known once its app has registered', () => {
    expect(registration).toMatchObject({ status: 200 });
  });

  it('runs each step once and hands its result on', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/steps', data: { number: 21 } });
    await journal.heard('steps: returned');
    expect(journal.about('steps:')).toEqual(['steps: double', 'steps: write 42', 'steps: returned 42']);
  });

  it('tells steps of the same name apart by their order', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/repeated' });
    await journal.heard('repeated:');
    expect(journal.about('repeated:')).toEqual(['repeated: 6']);
  });

  it('repeats only the step that failed', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/second-try' });
    await journal.heard('second-try: returned');
    expect(journal.about('second-try:')).toEqual([
      'second-try: good',
      'second-try: bad',
      'second-try: fine',
      'second-try: returned',
    ]);
  });

  it('is tried as often as it says and then tells onFailure what it was about', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/hopeless', data: { what: 'the moon' } });
    await journal.heard('hopeless: gave up');
    expect(journal.about('hopeless:')).toEqual([
      'hopeless: attempt 0',
      'hopeless: attempt 1',
      `hopeless: gave up on the moon: no luck in ${appName}-hopeless`,
    ]);
  });

  it('is not tried again after a NonRetriableError', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/refusing' });
    await journal.heard('refusing: gave up: never');
    expect(journal.about('refusing: attempt')).toEqual(['refusing: attempt 0']);
  });

  it('may catch a step that failed for good and go on', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/catching' });
    await journal.heard('catching: caught');
    expect(journal.about('catching:')).toEqual(['catching: tried', 'catching: tried', 'catching: caught broken']);
  });

  it('waits as long as a RetryAfterError asks', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/later' });
    await journal.heard('later: 1');
    const [first = 0, second = 0] = journal.about('later:').map((line) => Number(line.split(' at ')[1]));
    expect(second - first).toBeGreaterThanOrEqual(1_900);
  });

  it('sleeps for a while and until an instant', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/sleeping' });
    await journal.heard('sleeping:');
    const [nap = 0, rest = 0] = journal.about('sleeping:')[0]?.split(' ').slice(1).map(Number) ?? [];
    expect(nap).toBeGreaterThanOrEqual(950);
    expect(rest).toBeGreaterThanOrEqual(950);
  });

  it('runs parallel branches, each step once, and joins them', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/parallel' });
    await journal.heard('parallel returned:');
    expect(journal.about('parallel returned:')).toEqual(['parallel returned: a twice, b twice, c, nap, after']);
    expect(journal.about('parallel:').toSorted()).toEqual([
      'parallel: a first',
      'parallel: after',
      'parallel: b first',
      'parallel: c first',
    ]);
  });

  it('starts another by an event', { timeout: patience }, async () => {
    await bed.client.send({ name: 'test/sending', data: { word: 'hello' } });
    await Promise.all([journal.heard('sending: returned'), journal.heard('hearing: hello')]);
    expect(journal.about('hearing:')).toHaveLength(1);
  });

  it('runs by the clock', { timeout: patience }, async () => {
    bed.leap(60_000);
    await journal.heard('clock:');
    expect(journal.about('clock:')[0]).toBe('clock: inngest/scheduled.timer');
  });

  it('never executes two steps of one key at once', { timeout: patience }, async () => {
    const keys = ['red', 'red', 'red', 'blue', 'red'];
    await bed.client.send(keys.map((key) => ({ name: 'test/one-by-one', data: { key } })));
    await Promise.all([journal.heard('one-by-one: returned red', 4), journal.heard('one-by-one: returned blue')]);
    const red = journal.about('one-by-one: in red').concat(journal.about('one-by-one: out red'));
    expect(red).toHaveLength(8);
    const turns = journal.lines
      .filter((line) => /^one-by-one: (in|out) red/.test(line))
      .map((line) => line.split(' ')[1]);
    expect(turns).toEqual(['in', 'out', 'in', 'out', 'in', 'out', 'in', 'out']);
  });

  it('starts once for an event id, however often it is sent at once', { timeout: patience }, async () => {
    const sends = await race(12, () => bed.client.send({ id: 'the-one', name: 'test/once', data: { number: 1 } }));
    expect(sends.every(({ status }) => status === 'fulfilled')).toBe(true);
    await bed.client.send({ id: 'another', name: 'test/once', data: { number: 2 } });
    await journal.heard('once: 2');
    expect(journal.about('once:').toSorted()).toEqual(['once: 1', 'once: 2']);
  });
});
