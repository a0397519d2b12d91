import { sql } from 'drizzle-orm';
import { connection } from 'next/server';
import { db } from '@/platform/db/client';
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

/**
 * How each dependency is. 503 when Postgres is down, since nothing can be kept then; 200 with a word when a lesser one is: the gallery still reads.
 */
export async function GET(): Promise<Response> {
  await connection();
  const [database, redis, files, jobs, mail] = await Promise.all([
    word(() => db.execute(sql`select 1`)),
    word(probeRedis),
    word(probeStorage),
    word(probeJobs),
    word(probeMail),
  ]);
  const parts = { database, redis, files, jobs, mail };
  const isWhole = Object.values(parts).every((part) => part === 'up');
  const status = database === 'down' ? 'down' : isWhole ? 'up' : 'impaired';
  return Response.json(
    { status, parts },
    { status: database === 'down' ? 503 : 200, headers: { 'cache-control': 'no-store' } },
  );
}
