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

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0'],
  ['unknown', 'unknown'],
])('one customer is one network: %s counts as %s', async (address, network) => {
  const { networkOf } = await import('./client-address');
  expect(networkOf(address)).toBe(network);
});
