/**
 * Upstash Redis's twin as a process.
 *
 * REDIS_PORT          its port on 127.0.0.1
 * REDIS_TOKEN         the bearer token clients must send
 * REDIS_DATA_DIR      its folder
 * LOCAL_REDIS_ENGINE  js (default), native or auto
 */
import { required, requiredPort, serveAsChild } from '../child';
import { type EngineName, startRedis } from './server';

const engines: readonly string[] = ['js', 'native', 'auto'] satisfies EngineName[];

function engineName(): EngineName {
  const name = process.env.LOCAL_REDIS_ENGINE || 'js';
  if (!engines.includes(name)) throw new Error(`LOCAL_REDIS_ENGINE is not one of ${engines.join(', ')}`);
  return name as EngineName;
}

const redis = await startRedis({
  port: requiredPort('REDIS_PORT'),
  token: required('REDIS_TOKEN'),
  dataDir: required('REDIS_DATA_DIR'),
  engine: engineName(),
  onLost: () => {
    console.error('redis: the engine ended by itself');
    process.exit(1);
  },
}).catch((error: unknown) => {
  console.error(`redis: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
serveAsChild(redis.stop);
