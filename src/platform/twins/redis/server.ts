import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { close, listen } from '../loopback';
import type { Engine, EngineOptions } from './engine';
import { startJsEngine } from './engine-js';
import { findNativeServer, startNativeEngine } from './engine-native';
import { Gateway } from './gateway';

/** `js`: the one that comes with the project; `native`: a redis-server or valkey-server on PATH; `auto`: that one if there is one. */
export type EngineName = 'js' | 'native' | 'auto';

export type RedisOptions = {
  /** 0: any free port. */
  port: number;
  /** What clients send as their bearer token. */
  token: string;
  dataDir: string;
  engine?: EngineName;
  compactFromBytes?: number;
  /** Hears that the engine ended by itself: the gateway then answers 500 to everything. */
  onLost?: () => void;
};

/**
 * Starts Upstash Redis's stand-in on the loopback. The port is taken before the data is touched, so that a second copy fails early.
 * @returns its address, and how to stop it
 * @throws Error when the port is taken, the log is broken, or a native server was asked for and there is none
 */
export async function startRedis(options: RedisOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer({ requestTimeout: 30_000, keepAliveTimeout: 60_000 });
  await listen(server, options.port);
  const { dataDir, engine: name = 'js', compactFromBytes, onLost = () => {} } = options;
  const starting = startEngine(name, { dataDir, compactFromBytes, onLost });
  const gateway = new Gateway(starting, options.token);
  server.on('request', (request, response) => void gateway.answer(request, response));
  try {
    const engine = await starting;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
      url,
      stop: async () => {
        await close(server, 1_000);
        await engine.close();
      },
    };
  } catch (error) {
    await close(server, 1_000);
    throw error;
  }
}

async function startEngine(name: EngineName, options: EngineOptions): Promise<Engine> {
  const native = name === 'js' ? null : findNativeServer();
  if (native) return startNativeEngine(native, options);
  if (name === 'native')
    throw new Error('LOCAL_REDIS_ENGINE is native, and there is no redis-server or valkey-server on PATH');
  return startJsEngine(options);
}
