import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aRedis, homes } from './factory';

describe.each(homes.filter((home) => home !== 'cloud'))('the gateway on %s', (home) => {
  let there: Awaited<ReturnType<typeof aRedis>>;
  beforeAll(async () => {
    there = await aRedis(home);
  });
  afterAll(() => there.stop());
  beforeEach(async () => {
    await there.redis.flushdb();
  });

  it.each(['/', '/pipeline', '/multi-exec'])('tells nothing to a wrong bearer on %s', async (path) => {
    const body = path === '/' ? ['SET', 'k', 'v'] : [['SET', 'k', 'v']];
    for (const bearer of [
      'Bearer wrong',
      'Bearer ',
      `bearer  ${there.address.token}`,
      `Basic ${there.address.token}`,
      '',
    ]) {
      const answer = await there.send(path, body, { headers: { authorization: bearer } });
      expect([bearer, answer.status]).toEqual([bearer, 401]);
      expect(await answer.json()).toEqual({ error: expect.any(String) });
    }
    expect(await there.redis.exists('k')).toBe(0);
  });

  it.each([
    ['broken JSON', '{"'],
    ['no array', '"PING"'],
    ['an empty command', '[]'],
    ['null among the arguments', '["SET", "k", null]'],
    ['an object among the arguments', '["SET", "k", {}]'],
  ])('refuses %s', async (_, body) => {
    const answer = await there.send('/', body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.any(String) });
  });

  it('refuses commands that wait or belong to a connection', async () => {
    for (const command of [
      ['BLPOP', 'k', '0'],
      ['SUBSCRIBE', 'c'],
      ['MULTI'],
      ['select', '1'],
      ['SHUTDOWN'],
      ['CONFIG', 'GET', '*'],
    ]) {
      expect([command[0], (await there.send('/', command)).status]).toEqual([command[0], 400]);
      const inPipeline = await (await there.send('/pipeline', [command, ['PING']])).json();
      expect(inPipeline).toEqual([{ error: expect.any(String) }, { result: 'PONG' }]);
    }
    expect(await there.redis.ping()).toBe('PONG');
  });

  it.each(['GET', 'PUT', 'DELETE', 'HEAD'])('knows no %s', async (method) => {
    expect((await there.send('/', null, { method })).status).toBe(405);
  });

  it('knows no other path', async () => {
    expect((await there.send('/set/k/v', ['PING'])).status).toBe(404);
  });

  it('refuses a body beyond 10 MiB, and goes on', async () => {
    const answer = await there.send('/', ['SET', 'k', 'x'.repeat(10 * 1024 * 1024)]);
    expect(answer.status).toBe(413);
    expect(await there.redis.exists('k')).toBe(0);
  });
});
