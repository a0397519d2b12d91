import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from '@upstash/redis';
import { findNativeServer } from './engine-native';
import { type EngineName, startRedis } from './server';

/** An empty database in the cloud to try the contract on: it is flushed. */
const cloud = process.env.CONTRACT_REDIS_URL
  ? { url: process.env.CONTRACT_REDIS_URL, token: process.env.CONTRACT_REDIS_TOKEN ?? '' }
  : null;

type Home = EngineName | 'cloud';

/** Where the contract suite runs: on the embedded engine always, on a native server where one is installed, in the cloud where one is named. */
export const homes: Home[] = [
  'js',
  ...(findNativeServer() ? ['native' as const] : []),
  ...(cloud ? ['cloud' as const] : []),
];

/** Redis at one of its homes, as the real client sees it, and as anybody with `fetch` does. */
export async function aRedis(home: Home) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-redis-'));
  const server = home === 'cloud' ? null : await startRedis({ port: 0, token: 'secret', dataDir, engine: home });
  const address = server ? { url: server.url, token: 'secret' } : { url: '', token: '', ...cloud };
  return {
    address,
    redis: new Redis({ ...address, enableTelemetry: false, retry: false }),
    /** A request as it stands, text as text and anything else as JSON. */
    send: (
      path: string,
      body: unknown,
      { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
    ) =>
      fetch(address.url + path, {
        method,
        headers: { authorization: `Bearer ${address.token}`, 'content-type': 'application/json', ...headers },
        body: method === 'POST' ? (typeof body === 'string' ? body : JSON.stringify(body)) : null,
      }),
    stop: async () => {
      await server?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
