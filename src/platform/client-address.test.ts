import { afterEach, expect, test, vi } from 'vitest';

const addressFrom = async (proxies: string, headers: Record<string, string>) => {
  vi.stubEnv('TRUSTED_PROXIES', proxies);
  vi.resetModules();
  const { clientAddress } = await import('./client-address');
  return clientAddress(new Headers(headers));
};
afterEach(() => vi.unstubAllEnvs());

test('without proxies the socket decides, whatever the client writes', async () => {
  expect(await addressFrom('0', { 'x-forwarded-for': '6.6.6.6', 'x-vitrine-peer': '10.0.0.7' })).toBe('10.0.0.7');
});

test('behind proxies the entry of the outermost trusted one counts, not what the client put before it', async () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.5, 10.0.0.1', 'x-vitrine-peer': '10.0.0.2' };
  expect(await addressFrom('1', headers)).toBe('10.0.0.1');
  expect(await addressFrom('2', headers)).toBe('203.0.113.5');
  expect(await addressFrom('9', headers)).toBe('unknown');
});
