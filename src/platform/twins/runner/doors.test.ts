import type { InngestFunction } from 'inngest';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aJournal, appName, aTestbed, type Testbed } from './factory';
import { hashedKey } from './signature';

const journal = aJournal();
let bed: Testbed;
let sql: postgres.Sql;
let heard: InngestFunction.Any;

beforeAll(async () => {
  sql = postgres(process.env.DATABASE_URL ?? '', { max: 1 });
  bed = await aTestbed();
  heard = bed.client.createFunction({ id: 'heard', triggers: [{ event: 'doors/heard' }] }, ({ event }) => {
    journal.write(`heard ${event.data.word}`);
  });
});

beforeEach(() => bed.serve([heard]));

afterAll(async () => {
  await bed.end();
  await sql.end();
});

/** Everything that a stranger's request could have written. */
const written =
  () => sql`select (select count(*) from runner.runs) as runs, (select count(*) from runner.early_events) as early,
  (select count(*) from runner.functions) as functions, (select count(*) from runner.sends) as sends`;

const event = JSON.stringify({ name: 'doors/heard', data: { word: 'hello' } });
const key = () => `/e/${bed.eventKey}`;

function post(path: string, body: string, headers: Record<string, string> = {}) {
  return fetch(bed.runnerUrl + path, { method: 'POST', body, headers });
}

describe('the runner’s doors', () => {
  it.each([
    ['an event under another key', () => post('/e/another-key', event), 401],
    ['an event under no key', () => post('/e/', event), 401],
    ['an event under a key that cannot be decoded', () => post('/e/%E0', event), 401],
    ['an event that is not JSON', () => post(key(), '{"name":'), 400],
    ['an event without a name', () => post(key(), '{"data":{}}'), 400],
    ['an event whose data is no object', () => post(key(), '{"name":"doors/heard","data":[]}'), 400],
    ['no event', () => post(key(), '[]'), 400],
    ['a body of more than 4 MB', () => post(key(), ' '.repeat(4 * 1024 * 1024 + 1)), 413],
    ['an unknown address', () => post('/v1/events', event), 404],
    ['another method', () => fetch(bed.runnerUrl + key()), 404],
    ['a registration without a token', () => post('/fn/register', '{"functions":[]}'), 401],
    [
      'a registration under another key',
      () => post('/fn/register', '{"functions":[]}', { authorization: `Bearer ${hashedKey('signkey-test-00')}` }),
      401,
    ],
    [
      'a registration without functions',
      () => post('/fn/register', '{}', { authorization: `Bearer ${hashedKey(bed.signingKey)}` }),
      400,
    ],
  ])('refuse %s and write nothing', async (_, ask, status) => {
    const before = await written();
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, error: expect.any(String) });
    expect(await written()).toEqual(before);
  });

  it('take a send once, however often the client repeats it, and give the same answer', async () => {
    const headers = { 'x-inngest-event-id-seed': '1700000000000,c29tZSByYW5kb20=' };
    const body = JSON.stringify({ name: 'doors/heard', data: { word: 'repeated' } });
    const answers = await Promise.all([1, 2, 3].map(async () => (await post(key(), body, headers)).json()));
    await bed.client.send({ name: 'doors/heard', data: { word: 'after' } });
    // Runs keep no order among themselves: both have to be heard before a second "repeated" would show.
    await Promise.all([journal.heard('heard after'), journal.heard('heard repeated')]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(journal.about('heard repeated')).toHaveLength(1);
  });

  it('say that the runner is well', async () => {
    expect((await fetch(`${bed.runnerUrl}/health`)).status).toBe(200);
  });
});

describe('a registration', () => {
  const trigger = { triggers: [{ event: 'doors/x' }] };
  it.each([
    ['cancel', { ...trigger, cancelOn: [{ event: 'doors/stop' }] }],
    ['debounce', { ...trigger, debounce: { period: '5s' } }],
    ['throttle', { ...trigger, throttle: { limit: 1, period: '5s' } }],
    ['batchEvents', { ...trigger, batchEvents: { maxSize: 5, timeout: '5s' } }],
    ['rateLimit', { ...trigger, rateLimit: { limit: 1, period: '5s' } }],
    ['singleton', { ...trigger, singleton: { mode: 'skip' } }],
    ['priority', { ...trigger, priority: { run: '120' } }],
    ['idempotency', { ...trigger, idempotency: 'event.data.id' }],
    ['timeouts', { ...trigger, timeouts: { finish: '5m' } }],
    ['concurrency.0.scope', { ...trigger, concurrency: [{ limit: 1, scope: 'account', key: 'event.data.a' }] }],
    ['concurrency.key', { ...trigger, concurrency: { limit: 1, key: 'event.data.a + event.data.b' } }],
    ['triggers.0.expression', { triggers: [{ event: 'doors/x', if: 'event.data.a > 1' }] }],
    ['triggers.0.event', { triggers: [{ event: 'doors/*.made' }] }],
    ['triggers.0.cron', { triggers: [{ cron: 'TZ=Europe/Paris 0 3 * * *' }] }],
    ['jitter', { triggers: [{ cron: '0 3 * * *', jitter: '5m' }] }],
  ])('is refused for its %s by name, and what was registered stays', async (name, options) => {
    // What the runner refuses is valid for the client, whose types differ for each of these.
    const unsupported = bed.client.createFunction({ id: 'unsupported', ...options } as never, () => {});
    const answer = await bed.serve([heard, unsupported]);
    expect(answer.status).toBe(400);
    expect(answer.message).toContain(`${appName}-unsupported: `);
    expect(answer.message).toContain(name);
    await bed.client.send({ name: 'doors/heard', data: { word: name } });
    bed.app.functions = [heard];
    await journal.heard(`heard ${name}`);
  });
});
