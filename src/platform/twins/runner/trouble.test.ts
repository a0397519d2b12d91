import { createServer } from 'node:http';
import { type FailureEventArgs, NonRetriableError } from 'inngest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aJournal, aTestbed, type Testbed } from './factory';

const minuteMs = 60_000;
const journal = aJournal();
let bed: Testbed;
/** Lets the first call of the slow job end. */
let release = () => {};

beforeAll(async () => {
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  bed = await aTestbed();
  const { client } = bed;
  let calls = 0;
  await bed.serve([
    client.createFunction(
      {
        id: 'waiting',
        retries: 0,
        triggers: [{ event: 'trouble/waiting' }],
        onFailure: ({ error }: FailureEventArgs) => journal.write(`waiting: ${error.message}`),
      },
      async ({ step }) => {
        await step.waitForEvent('wait', { event: 'trouble/never', timeout: '1h' });
      },
    ),
    client.createFunction({ id: 'clock', triggers: [{ cron: '*/2 * * * *' }] }, () => journal.write('clock')),
    client.createFunction({ id: 'slow', triggers: [{ event: 'trouble/slow' }] }, async ({ step }) => {
      calls += 1;
      const call = calls;
      journal.write(`slow: call ${call}`);
      if (call === 1) {
        await held;
        throw new NonRetriableError('far too late');
      }
      await step.sleep('rest', '1s');
      journal.write('slow: returned');
    }),
    client.createFunction({ id: 'plain', triggers: [{ event: 'trouble/plain' }] }, () => journal.write('plain')),
    client.createFunction({ id: 'future', triggers: [{ event: 'trouble/future' }] }, () => journal.write('future')),
    client.createFunction({ id: 'any', triggers: [{ event: 'trouble.any/*' }] }, ({ event }) =>
      journal.write(event.name),
    ),
    client.createFunction({ id: 'odd', triggers: [{ event: 'trouble/odd' }] }, ({ event }) => {
      journal.write(`odd: ${JSON.stringify(event.data)}`);
    }),
  ]);
});

afterAll(() => bed.end());

describe('the runner', () => {
  it('fails a run loudly for a step that it does not do', async () => {
    await bed.client.send({ name: 'trouble/waiting' });
    await journal.heard('waiting:');
    expect(journal.about('waiting:')).toEqual(['waiting: The runner does not do "WaitForEvent".']);
  });

  it('makes up for a night of missed schedules with one run', async () => {
    bed.leap(8 * 60 * minuteMs);
    await journal.heard('clock');
    await bed.client.send({ name: 'trouble/plain' });
    await journal.heard('plain');
    expect(journal.about('clock')).toHaveLength(1);
  });

  it('hears the late answer of a lost call without believing it', async () => {
    await bed.client.send({ name: 'trouble/slow' });
    await journal.heard('slow: call 1');
    // The clock jumps: the lease of the call under way is over, and the job is given to another call.
    bed.leap(minuteMs);
    await journal.heard('slow: call 2');
    release();
    await journal.heard('slow: returned');
    expect(journal.about('slow:')).toEqual(['slow: call 1', 'slow: call 2', 'slow: call 3', 'slow: returned']);
    await bed.client.send({ name: 'trouble/plain' });
    await journal.heard('plain', 2);
  });

  it('believes no answer that is not signed', async () => {
    await bed.app.close();
    let asked = 0;
    const impostor = createServer((_, response) => {
      asked += 1;
      response.writeHead(200, { 'x-inngest-sdk': 'inngest-js:v4' }).end('null');
    });
    await new Promise<void>((resolve) => impostor.listen(Number(new URL(bed.app.url).port), '127.0.0.1', resolve));
    await bed.client.send({ name: 'trouble/plain' });
    await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(0);
    await new Promise((resolve) => {
      impostor.close(resolve);
      impostor.closeAllConnections();
    });
    await bed.app.open();
    await journal.heard('plain', 3);
  });

  it('starts an event of the future when its time has come', async () => {
    await bed.client.send({ name: 'trouble/future', ts: Date.now() + 24 * 60 * minuteMs });
    await bed.client.send({ name: 'trouble/plain' });
    await journal.heard('plain', 4);
    expect(journal.about('future')).toEqual([]);
    bed.leap(25 * 60 * minuteMs);
    await journal.heard('future');
  });

  it('starts what listens to a whole family of events', async () => {
    await bed.client.send([{ name: 'trouble.any/a' }, { name: 'trouble.any/b.c' }]);
    await journal.heard('trouble.any/', 2);
    expect(journal.about('trouble.any/').toSorted()).toEqual(['trouble.any/a', 'trouble.any/b.c']);
  });

  it('carries any JSON unharmed', async () => {
    const data = {
      z: 1,
      a: [null, true, 1e21, 0.1],
      nul: '\0',
      emoji: '\u{1F5BC}',
      half: '\uD83D',
      ключ: '中文',
      empty: {},
    };
    await bed.client.send({ name: 'trouble/odd', data });
    await journal.heard('odd:');
    expect(JSON.parse(journal.about('odd:')[0]?.slice('odd: '.length) ?? '')).toEqual(data);
  });
});
