import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { race, winners } from '@/testing/race';
import { takeEvents } from './events';
import { claim, extendLeases } from './jobs';
import { register } from './registration';
import { makeSchema } from './schema';

let sql: postgres.Sql;

beforeAll(async () => {
  sql = postgres(process.env.DATABASE_URL ?? '', { max: 20, onnotice: () => {} });
});

beforeEach(async () => {
  await sql`drop schema if exists runner cascade`;
  await makeSchema(sql);
});

afterAll(() => sql.end());

const now = new Date('2030-01-01T00:00:00Z');
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

/** One function as the client registers it. */
function registered(concurrency: unknown) {
  const runtime = { type: 'http', url: 'http://127.0.0.1:9/api/inngest?fnId=a-job&stepId=step' };
  const steps = { step: { id: 'step', name: 'step', runtime } };
  return register(sql, [{ id: 'a-job', triggers: [{ event: 'claim/made' }], steps, concurrency }], now, now);
}

function made(keys: string[]) {
  return takeEvents(
    sql,
    keys.map((key) => ({ name: 'claim/made', data: { key } })),
    null,
    now,
  );
}

const claimAtOnce = async (runners: number, room: number) =>
  winners(await race(runners, () => claim(sql, room, now, seconds(10)))).flat();

describe('runners that claim at once', () => {
  it('take each job exactly once', async () => {
    await registered(undefined);
    await made(Array.from({ length: 40 }, () => 'any'));
    const jobs = await claimAtOnce(8, 10);
    expect(jobs).toHaveLength(40);
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(40);
  });

  it('never take more jobs of a function than may execute at once', async () => {
    await registered(3);
    await made(Array.from({ length: 20 }, () => 'any'));
    expect(await claimAtOnce(8, 10)).toHaveLength(3);
    expect(await claimAtOnce(8, 10)).toHaveLength(0);
  });

  it('count each key by itself, and pass over a key that is full', async () => {
    await registered({ limit: 1, key: 'event.data.key' });
    await made([...Array.from({ length: 30 }, () => 'red'), 'blue', 'green']);
    expect(await claimAtOnce(4, 10)).toHaveLength(3);
  });

  it('hold both of two limits', async () => {
    await registered([{ limit: 2 }, { limit: 1, key: 'event.data.key' }]);
    await made(['red', 'red', 'blue', 'green']);
    expect(await claimAtOnce(4, 10)).toHaveLength(2);
  });
});

describe('a claimed job', () => {
  it('is taken again only when its lease has run out, and the first holder cannot prolong it then', async () => {
    await registered(undefined);
    await made(['any']);
    const [first] = await claim(sql, 1, now, seconds(10));
    expect(await claim(sql, 1, seconds(9), seconds(19))).toEqual([]);
    const [second] = await claim(sql, 1, seconds(11), seconds(21));
    expect(second).toMatchObject({ id: first?.id, generation: (first?.generation ?? 0) + 1 });
    await extendLeases(sql, first ? [first] : [], seconds(100));
    expect(await claim(sql, 1, seconds(22), seconds(30))).toHaveLength(1);
  });

  it('is kept while its holder prolongs the lease', async () => {
    await registered(undefined);
    await made(['any']);
    const jobs = await claim(sql, 1, now, seconds(10));
    await extendLeases(sql, jobs, seconds(60));
    expect(await claim(sql, 1, seconds(30), seconds(40))).toEqual([]);
  });
});

describe('of two registrations that cross', () => {
  const functions = (id: string) => [
    {
      id,
      triggers: [{ event: 'claim/made' }],
      steps: {
        step: { id: 'step', name: 'step', runtime: { type: 'http', url: `http://127.0.0.1:9/api/inngest?fnId=${id}` } },
      },
    },
  ];
  const present = async () => (await sql`select id from runner.functions where is_present`).map(({ id }) => id);

  it('the one that was asked for later counts, whichever arrives first', async () => {
    await register(sql, functions('new'), seconds(2), seconds(2));
    await register(sql, functions('old'), seconds(0), seconds(1));
    expect(await present()).toEqual(['new']);
  });

  it('the one after a clock was set back counts', async () => {
    await register(sql, functions('before'), seconds(3_600), seconds(3_600));
    await register(sql, functions('after'), seconds(0), seconds(0));
    expect(await present()).toEqual(['after']);
  });
});

describe('the runner’s schema', () => {
  it('may be made by many runners at once', async () => {
    await sql`drop schema runner cascade`;
    const outcomes = await race(6, () => makeSchema(sql));
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'fulfilled'));
  });
});
