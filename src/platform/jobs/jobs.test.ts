import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { clock, inngest, listen } from '@/platform/jobs/client';
import { leaveTrace } from '@/platform/jobs/failures';
import { stepInPlace } from '@/platform/jobs/step';
import { failedJobs } from '@/platform/jobs/tables';
import { defineEvent } from '@/platform/outbox/event';
import { aJournal, aTestbed, type Testbed } from '@/platform/twins/runner/factory';
import { race } from '@/testing/race';

const thing = defineEvent('tests/thing.made', z.object({ thingId: z.number() }));
const wish = defineEvent('tests/wish.made', z.object({ kind: z.enum(['forbidden', 'limited', 'broken']) }));
const journal = aJournal();
let bed: Testbed;

beforeAll(async () => {
  bed = await aTestbed({ client: inngest });
  await bed.serve([
    listen(thing, { id: 'greet' }, async ({ thingId }, step) => {
      const greeting = await step.run('greet', async () => ({ words: `hello ${thingId + 1}` }));
      journal.write(`greet: ${greeting.words}`);
    }),
    listen(wish, { id: 'grant', retries: 1 }, async ({ kind }, step) => {
      await step.run('grant', async () => {
        journal.write(`grant: ${kind}`);
        if (kind === 'broken') throw new Error('broken\0glass');
        refuse(kind, `tests.${kind}`, 'Not today.');
      });
    }),
    clock({ id: 'tick', cron: '*/5 * * * *' }, async (now) => journal.write(`tick: ${now instanceof Date}`)),
  ]);
});

afterAll(() => bed.end());
beforeEach(() => db.delete(failedJobs));

/** Waits until the failure of a job has left its row. */
async function traceOf(job: string) {
  return expect
    .poll(() => db.select().from(failedJobs), { timeout: 10_000 })
    .toEqual([expect.objectContaining({ job })])
    .then(() => db.select().from(failedJobs));
}

describe('a listening job', () => {
  it('gets data of the shape its event declares', async () => {
    await inngest.send({ name: thing.name, data: { thingId: 1 } });
    await journal.heard('greet:');
    expect(journal.about('greet:')).toEqual(['greet: hello 2']);
  });

  it('fails at once, leaving a trace, when the data has another shape', async () => {
    await inngest.send({ name: thing.name, data: { thingId: 'one' } });
    const [trace] = await traceOf('greet');
    expect(trace).toMatchObject({ eventName: thing.name, eventData: { thingId: 'one' } });
    expect(trace?.error).toMatch(/^NonRetriableError: tests\/thing\.made/);
  });

  it('does not try again what was refused', async () => {
    await inngest.send({ name: wish.name, data: { kind: 'forbidden' } });
    const [trace] = await traceOf('grant');
    expect(trace?.error).toContain('tests.forbidden: Not today.');
    expect(journal.about('grant: forbidden')).toHaveLength(1);
  });

  it('tries again what was only too much at the moment', async () => {
    await inngest.send({ name: wish.name, data: { kind: 'limited' } });
    await traceOf('grant');
    expect(journal.about('grant: limited')).toHaveLength(2);
  });

  it('tries again what broke, and leaves a trace that Postgres can hold', async () => {
    await inngest.send({ name: wish.name, data: { kind: 'broken' } });
    const [trace] = await traceOf('grant');
    expect(trace?.error).toContain('brokenglass');
    expect(journal.about('grant: broken')).toHaveLength(2);
  });

  it('runs without a runner, its results passing through JSON all the same', async () => {
    const result = await stepInPlace.run('make', async () => ({ kept: 1, dropped: undefined }));
    expect(Object.keys(result)).toEqual(['kept']);
  });
});

describe('a job by the clock', () => {
  it('runs when its minute has come', async () => {
    bed.leap(5 * 60_000);
    await journal.heard('tick:');
    expect(journal.about('tick:')).toEqual(['tick: true']);
  });
});

describe('the trace of a failed job', () => {
  it('is one row, however often it is told', async () => {
    const failure = {
      error: new Error('no'),
      event: { data: { function_id: 'vitrine-x', run_id: 'R', event: { name: 'a/b.c' } } },
    };
    await race(5, () => leaveTrace(failure));
    expect(await db.select().from(failedJobs)).toMatchObject([{ job: 'x', eventName: 'a/b.c', eventData: {} }]);
  });
});
