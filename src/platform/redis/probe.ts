import 'server-only';
import { redis } from './client';

/** For `/api/health`. @throws when Redis does not answer, or refuses our token */
export async function probeRedis(): Promise<void> {
  await redis.ping();
}
