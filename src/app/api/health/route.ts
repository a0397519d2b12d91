import { connection } from 'next/server';
import { probeDatabase } from '@/platform/db/probe';
import { probeJobs } from '@/platform/jobs/probe';
import { probeMail } from '@/platform/mail/transport';
import { probeRedis } from '@/platform/redis/probe';
import { probeStorage } from '@/platform/storage/files';

const patienceMs = 2_000;

/** "up" or "down" within two seconds; why stays in the services' own logs, it is nobody's business out there. */
async function word(probe: () => Promise<unknown>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), patienceMs);
  });
  try {
    await Promise.race([probe(), late]);
    return 'up';
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}

async function ask() {
  const [database, redis, files, jobs, mail] = await Promise.all([
    word(probeDatabase),
    word(probeRedis),
    word(probeStorage),
    word(probeJobs),
    word(probeMail),
  ]);
  return { database, redis, files, jobs, mail };
}

/** An answer serves for this long: whoever asks in a loop does not make the site knock at five doors each time. */
const freshMs = 2_000;
let last: { at: number; parts: ReturnType<typeof ask> } | undefined;

/**
 * How each dependency is. 503 when Postgres is down, since nothing can be kept then; 200 with a word when a lesser one is: the gallery still reads.
 */
export async function GET(): Promise<Response> {
  await connection();
  const now = Date.now();
  if (!last || now - last.at > freshMs) last = { at: now, parts: ask() };
  const parts = await last.parts;
  const isWhole = Object.values(parts).every((part) => part === 'up');
  const status = parts.database === 'down' ? 'down' : isWhole ? 'up' : 'impaired';
  const headers = { 'cache-control': 'no-store' };
  return Response.json({ status, parts }, { status: status === 'down' ? 503 : 200, headers });
}
