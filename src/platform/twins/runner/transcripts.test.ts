import { type InngestFunction, NonRetriableError } from 'inngest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aJournal, appName, aTestbed, type Exchange, type Testbed } from './factory';

/**
 * What goes over the wire, kept beside this test (`transcripts/`) and compared word for word, so that a new version of the client or a change of
 * ours shows what it says differently. What differs from run to run is masked. Renew on purpose with `vitest -u`.
 */
const exchanges: Exchange[] = [];
const journal = aJournal();
let bed: Testbed;

beforeAll(async () => {
  bed = await aTestbed({ onExchange: (exchange) => exchanges.push(exchange) });
  const { client } = bed;
  const jobs: InngestFunction.Any[] = [
    client.createFunction({ id: 'steps', triggers: [{ event: 'told/steps' }] }, async ({ event, step }) => {
      const word = await step.run('say', () => `${event.data.word}!`);
      await step.sleep('nap', '1s');
      journal.write('steps');
      return { word };
    }),
    // One at a time, or the two steps would cross and no two transcripts were alike.
    client.createFunction(
      { id: 'parallel', triggers: [{ event: 'told/parallel' }], concurrency: 1 },
      async ({ step }) => {
        const both = await Promise.all([step.run('one', () => 1), step.run('two', () => 2)]);
        await step.run('three', () => 3);
        journal.write('parallel');
        return both;
      },
    ),
    client.createFunction(
      { id: 'retry', retries: 1, triggers: [{ event: 'told/retry' }] },
      async ({ attempt, step }) => {
        await step.run('try', () => {
          if (attempt === 0) throw new Error('once');
        });
        journal.write('retry');
      },
    ),
    client.createFunction(
      { id: 'failure', triggers: [{ event: 'told/failure' }], onFailure: () => journal.write('failure') },
      () => {
        throw new NonRetriableError('never');
      },
    ),
    client.createFunction({ id: 'clock', triggers: [{ cron: '0 3 * * *' }] }, () => journal.write('clock')),
  ];
  await bed.serve(jobs);
});

afterAll(() => bed.end());

/** What was said about one function until its journal line, one exchange after the other. */
async function transcriptOf(functionId: string) {
  await journal.heard(functionId);
  const about = () => exchanges.filter(({ request }) => request.url.includes(`fnId=${appName}-${functionId}`));
  // The line is written inside the last call; its answer follows.
  await expect.poll(() => about().at(-1)?.answer.status).toBe(200);
  return `${JSON.stringify(about().map(masked), null, 2)}\n`;
}

const kept = [
  'x-inngest-signature',
  'x-inngest-server-kind',
  'x-inngest-sdk',
  'x-inngest-req-version',
  'x-inngest-no-retry',
  'retry-after',
];
const volatile = new Set(['run_id', 'ts', 'stack', 'timing', 'id', 'x-inngest-signature', 'x-inngest-sdk']);

function masked({ request, answer }: Exchange) {
  return {
    request: { method: request.method, url: request.url, headers: headers(request.headers), body: mask(request.body) },
    answer: { status: answer.status, headers: headers(answer.headers), body: mask(answer.body) },
  };
}

function headers(all: Record<string, string>) {
  return mask(Object.fromEntries(kept.filter((name) => name in all).map((name) => [name, all[name]])));
}

/** Hides what no two runs share. Step ids stay: they are hashes of their names. */
function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      volatile.has(key) && !isStable(key, field) ? `<${key}>` : mask(field),
    ]),
  );
}

function isStable(key: string, field: unknown) {
  return (key === 'id' && !/^[0-9A-Z]{26}$/.test(String(field))) || (key === 'stack' && typeof field === 'object');
}

describe('the wire', () => {
  it('carries steps and a rest as it always did', async () => {
    await bed.client.send({ name: 'told/steps', data: { word: 'hello' } });
    await expect(await transcriptOf('steps')).toMatchFileSnapshot('transcripts/steps.transcript');
  });

  it('carries parallel steps as it always did', async () => {
    await bed.client.send({ name: 'told/parallel' });
    await expect(await transcriptOf('parallel')).toMatchFileSnapshot('transcripts/parallel.transcript');
  });

  it('carries a failed step and its second try as it always did', async () => {
    await bed.client.send({ name: 'told/retry' });
    await expect(await transcriptOf('retry')).toMatchFileSnapshot('transcripts/retry.transcript');
  });

  it('carries a failure for good and what onFailure hears as it always did', async () => {
    await bed.client.send({ name: 'told/failure' });
    await expect(await transcriptOf('failure')).toMatchFileSnapshot('transcripts/failure.transcript');
  });
});
