import postgres from 'postgres';
import { log } from '@/platform/log';
import { appAt } from './app';
import { Dispatcher } from './dispatcher';
import { Registrar } from './registrar';
import { forgetOld } from './retention';
import { makeSchema } from './schema';
import { listen } from './server';

const graceMs = 3_000;
const tidyMs = 600_000;

export interface RunnerSettings {
  port: number;
  databaseUrl: string;
  eventKey: string;
  signingKey: string;
  /** The app's `/api/inngest`. No other address is ever called. */
  appUrl: string;
  /** Shortens the pauses between attempts: 1 as Inngest makes them, 0.01 a hundredth. */
  backoffScale: number;
  /** How long the jobs of a runner that died stay untouched. */
  leaseSeconds: number;
  /** The database cannot be reached through this process any more: it should end, and another take its place. */
  onLostDatabase?: () => void;
  /** What time it is; tests move it. Requests are signed by the machine's own clock all the same. */
  clock?: () => Date;
}

export interface Runner {
  /** There may be work, or the clock was moved. */
  wake: () => void;
  stop: () => Promise<void>;
}

/** Starts a runner: its doors, its registration of the app, its dispatching. Several may share one database. */
export async function startRunner(settings: RunnerSettings): Promise<Runner> {
  const { port, databaseUrl, eventKey, signingKey, appUrl, backoffScale, leaseSeconds } = settings;
  const { onLostDatabase = () => {} } = settings;
  const clock = settings.clock ?? (() => new Date());
  const sql = postgres(databaseUrl, {
    max: 6,
    onnotice: () => {},
    connect_timeout: 5,
    connection: { application_name: 'vitrine-runner', statement_timeout: 10_000 },
  });
  await makeSchema(sql);
  const app = appAt(appUrl, signingKey, clock);
  const server = await listen({ sql, eventKey, signingKey, clock }, port);
  const registrar = new Registrar(sql, app, clock);
  const dispatcher = new Dispatcher({ sql, app, registrar, clock, backoffScale, leaseSeconds, onLostDatabase });
  await dispatcher.start();
  registrar.start(dispatcher.wake);
  const tidying = setInterval(() => {
    forgetOld(sql, clock()).catch((error: unknown) => log.error('runner.tidying-failed', { error }));
  }, tidyMs);
  return {
    wake: dispatcher.wake,
    stop: async () => {
      clearInterval(tidying);
      server.close();
      server.closeIdleConnections();
      await registrar.stop();
      await dispatcher.stop(graceMs);
      await sql.end({ timeout: 1 });
    },
  };
}
