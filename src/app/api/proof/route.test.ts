import { expect, test } from 'vitest';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { GET } from './route';

aRedisForThisFile();

const ask = (address: string) =>
  GET(new Request('http://localhost:3000/api/proof', { headers: { 'x-vitrine-peer': address } }));

test('a challenge is made for each call, kept in no cache, and for nobody without end', async () => {
  const [first, second] = [await ask('192.0.2.1'), await ask('192.0.2.1')];
  expect(first.headers.get('cache-control')).toContain('no-store');
  expect(await first.json()).not.toEqual(await second.json());
  for (let calls = 2; calls < 60; calls++) expect((await ask('192.0.2.1')).status).toBe(200);
  const refused = await ask('192.0.2.1');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('192.0.2.2')).status).toBe(200);
});
