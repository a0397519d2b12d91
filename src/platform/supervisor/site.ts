import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '@/platform/db/migrate';
import { hasCluster } from '@/platform/twins/postgres/cluster';
import { clearLeftover } from '@/platform/twins/postgres/leftover';
import { startPostgres } from '@/platform/twins/postgres/server';
import { ensureBuild } from './build';
import { type Register, type Running, start, typescript } from './children';
import { type Crew, clearLeftCrew, gatherCrew } from './crew';
import { hangDemo } from './demo';
import { openFolder } from './folder';
import { openLog } from './log-file';
import { type Plan, plan, type TwinPlan, type Variables } from './plan';
import { assertPortsFree } from './ports';
import { makeSecrets, secretsOf } from './secrets';
import { type Say, step } from './words';

export type SiteOptions = {
  /** What the owner has set: PORT, DATA_DIR, SITE_URL, services of their own. Nothing else reaches the site. */
  variables: Variables;
  /** `start`: the production build. `dev`: Next's development server. `services`: all but the site itself. */
  mode: 'start' | 'dev' | 'services';
  /** Fill an empty database with demo content. Never in production. */
  demo: boolean;
  say: Say;
  /** Receives what the site itself writes, beside its log file. */
  onSiteOutput?: (text: string) => void;
  /** Ends what was begun so far, and the start with it. */
  signal?: AbortSignal;
};

export type Site = {
  plan: Plan;
  /** Ids of its processes by title, at this moment. */
  pids: () => Record<string, number>;
  stop: () => Promise<void>;
};

/**
 * Brings up a whole copy: services, schema, demo content, build, site; and waits until it answers. This process is then its supervisor: the copy
 * ends when this process does.
 * @throws Trouble in one sentence for whatever the owner can mend; then nothing is left running
 */
export async function startSite(options: SiteOptions): Promise<Site> {
  // What is wrong with the variables is said before anything on disk is touched, hence secrets to throw away.
  const { dataDir, port } = plan(options.variables, makeSecrets());
  const close = openFolder(dataDir, port);
  const logs = openLogs(dataDir);
  const crew = gatherCrew(dataDir, options.say);
  const stop = async () => {
    await crew.dismiss();
    logs.close();
    close();
  };
  const onAbort = () => void crew.dismiss();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await clearLeft(dataDir, options.say);
    const planned = plan(options.variables, secretsOf(dataDir));
    // Before anything is begun: a build that takes a minute is no time to learn that the database is of another version.
    if (planned.postgres) hasCluster(postgresFolder(dataDir));
    await assertPortsFree(
      planned.ports.filter((wanted) => options.mode !== 'services' || wanted.port !== port),
      port,
    );
    await raise({ ...options, plan: planned, crew, logOf: logs.logOf });
    return { plan: planned, pids: crew.pids, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
  }
}

const postgresFolder = (dataDir: string) => join(dataDir, 'postgres');

/** One log file a part, closed together. */
function openLogs(dataDir: string) {
  const logs: ReturnType<typeof openLog>[] = [];
  return {
    logOf: (name: string): ((text: string) => void) => {
      const log = openLog(join(dataDir, 'logs', `${name}.log`));
      logs.push(log);
      return log.write;
    },
    close: () => {
      for (const log of logs) log.close();
    },
  };
}

async function clearLeft(dataDir: string, say: Say) {
  const left = await clearLeftCrew(dataDir);
  await clearLeftover(postgresFolder(dataDir));
  if (left.length > 0) say(`Ended what a killed Vitrine had left running: ${left.join(', ')}.`);
}

type Raising = SiteOptions & { plan: Plan; crew: Crew; logOf: (name: string) => (text: string) => void };

/** All parts in the order they need each other; what need not wait runs at once. */
async function raise(site: Raising): Promise<void> {
  const { crew, plan: planned } = site;
  const [folder] = await Promise.all([
    site.mode === 'start' ? ensureBuild(site.say, site.logOf('build'), crew.borrow('the build')) : undefined,
    prepare(site),
  ]);
  const log = site.logOf('site');
  const onOutput = (text: string) => {
    log(text);
    site.onSiteOutput?.(text);
  };
  if (site.mode === 'start' && folder)
    await crew.keep('The site', (register) => serve(planned, folder, onOutput, register));
  if (site.mode === 'dev') await crew.keep('The site', (register) => develop(planned, onOutput, register));
}

/** The services, the schema, and demo content where it is wanted. */
async function prepare(site: Raising) {
  const { crew, plan: planned, say } = site;
  await step(say, 'Starting the services', async () => {
    const twins = planned.twins.filter((twin) => !twin.needsDatabase);
    await Promise.all([...twins.map((twin) => keepTwin(site, twin)), keepPostgres(site)]);
    await Promise.all(planned.twins.filter((twin) => twin.needsDatabase).map((twin) => keepTwin(site, twin)));
  });
  const applied = await migrate(planned.site.DATABASE_URL as string, join('drizzle', 'migrations'));
  if (applied > 0) say(`Brought the database up to date (${applied} migrations).`);
  if (site.demo && !planned.isProduction) await hangDemo(planned, say, site.logOf('seed'), crew.borrow('the seed'));
}

function keepTwin({ crew, logOf }: Raising, { name, title, variables }: TwinPlan): Promise<void> {
  const words = typescript(join('src', 'platform', 'twins', name, 'main.ts'));
  const onOutput = logOf(name);
  return crew.keep(title, (register) => start({ title, words, variables, onOutput }, register));
}

async function keepPostgres({ crew, logOf, plan: planned }: Raising): Promise<void> {
  const { postgres, dataDir } = planned;
  if (!postgres) return;
  const onLog = logOf('postgres');
  await crew.keep('Postgres', async () => {
    const server = await startPostgres({ ...postgres, dataDir: postgresFolder(dataDir), onLog });
    return { ...server, hasOwnNote: true };
  });
}

/** Preloaded into Next's server; as an address, since the path may hold a blank. */
const preload = pathToFileURL(join('src', 'platform', 'supervisor', 'serve.mjs')).href;

function serve(planned: Plan, folder: string, onOutput: (text: string) => void, register: Register): Promise<Running> {
  const variables = { ...planned.site, HOSTNAME: planned.host };
  const words = ['--import', preload, join(folder, 'server.js')];
  return start({ title: 'The site', words, variables, onOutput }, register, () => answers(planned));
}

function develop(planned: Plan, onOutput: (text: string) => void, register: Register): Promise<Running> {
  // Next's command starts the server as a process of its own, which inherits this.
  const variables = {
    ...planned.site,
    NODE_ENV: 'development',
    NODE_OPTIONS: `--import ${preload}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const words = [next, 'dev', '--hostname', planned.host, '--port', String(planned.port)];
  return start({ title: 'The site', words, variables, onOutput }, register, () => answers(planned));
}

/** Resolves when the site answers, whatever it says: what is wrong with a part of it is for its health page to tell. */
async function answers({ host, port }: Plan): Promise<void> {
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/api/health`;
  for (;;) {
    try {
      await fetch(url, { signal: AbortSignal.timeout(30_000) });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
