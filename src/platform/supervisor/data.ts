import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { migrate } from '@/platform/db/migrate';
import { Trouble } from '@/platform/trouble';
import { clearLeftover } from '@/platform/twins/postgres/leftover';
import { clearLeftCrew } from './crew';
import { seed } from './demo';
import { dispatch } from './dispatch';
import { openFolder, runningOn } from './folder';
import { onceAskedToEnd, ownersVariables } from './owner';
import { type Plan, plan, type Variables } from './plan';
import { makeSecrets, secretsOf } from './secrets';
import { type SiteOptions, startSite } from './site';
import { sayToTerminal as say } from './words';

/** `npm run seed -- --members N …`: fills the database of the copy that runs, or brings the services up for as long as it takes. */
export async function fill(words: string[]): Promise<number> {
  const variables = ownersVariables();
  const signal = onceAskedToEnd();
  const tell = (text: string) => void process.stdout.write(text);
  const endWhenAsked = (running: { stop(): Promise<void> }) => {
    signal.addEventListener('abort', () => void running.stop(), { once: true });
  };
  try {
    await withServices(planOfRunning(variables), { variables, say, signal }, (planned) =>
      seed(planned, words, tell, endWhenAsked),
    );
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    say('Ended before all was filled; what is there stays.');
    return 1;
  }
}

/**
 * `npm run staff -- …` and `npm run recount`: runs a program of ours on the database of the copy that runs, else on the one that DATABASE_URL names, else on the
 * bundled one, brought up for as long as it takes. Says nothing itself: the program's sentences are the answer.
 */
export function onDatabase(program: string, words: string[]): Promise<number> {
  const variables = ownersVariables();
  const planned = planOfRunning(variables) ?? (variables.DATABASE_URL ? planOfOwners(variables) : undefined);
  return withServices(planned, { variables, say: () => {}, signal: onceAskedToEnd() }, ({ site }) =>
    dispatch(program, words, site),
  );
}

/** Works on a planned copy as it is; without one brings the services up first, and down afterwards. */
async function withServices<Result>(
  planned: Plan | undefined,
  options: Pick<SiteOptions, 'variables' | 'say' | 'signal'>,
  work: (planned: Plan) => Promise<Result>,
): Promise<Result> {
  if (planned) return work(planned);
  const site = await startSite({ ...options, mode: 'services', demo: false });
  try {
    return await work(site.plan);
  } finally {
    await site.stop();
  }
}

/** The copy that runs on the data folder, on the ports it has, whatever PORT says now; undefined when there is none. */
function planOfRunning(variables: Variables): Plan | undefined {
  const { dataDir } = plan(variables, makeSecrets());
  const holder = runningOn(dataDir);
  const PORT = holder?.port === undefined ? variables.PORT : String(holder.port);
  return holder && plan({ ...variables, PORT }, secretsOf(dataDir));
}

/** A site elsewhere, by the variables it was given. Nothing is made on this machine. */
function planOfOwners(variables: Variables): Plan {
  const planned = plan(variables, makeSecrets());
  return existsSync(join(planned.dataDir, 'secrets.json')) ? plan(variables, secretsOf(planned.dataDir)) : planned;
}

/** `npm run migrate`: brings the database of DATABASE_URL up to date, for homes where `npm start` is not what runs the site. */
export async function migrateOnly(): Promise<number> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Trouble('DATABASE_URL is missing; the bundled database is brought up to date by `npm start`.');
  const applied = await migrate(url, join('drizzle', 'migrations'));
  say(applied > 0 ? `Applied ${applied} migrations.` : 'The database is up to date.');
  return 0;
}

/** What we have made in a data folder. Only this is removed: DATA_DIR may name a folder with other things in it. */
const ours = ['postgres', 'postgres.new', 'redis', 'files', 'mail', 'logs', 'secrets.json', 'processes.json'];

/** `npm run reset`: forgets all data of this copy, after asking; `--yes` answers beforehand. The owner's own services are left alone. */
export async function reset(words: string[]): Promise<number> {
  const { dataDir, port } = plan(
    { ...process.env, SMTP_URL: process.env.SMTP_URL || 'smtp://127.0.0.1' },
    makeSecrets(),
  );
  const close = openFolder(dataDir, port);
  try {
    if (!words.includes('--yes') && !(await agrees(dataDir))) {
      say('Nothing was removed.');
      return 1;
    }
    await clearLeftCrew(dataDir);
    await clearLeftover(join(dataDir, 'postgres'));
    for (const name of ours) rmSync(join(dataDir, name), { recursive: true, force: true });
    say(`Removed the data in ${dataDir}.`);
    return 0;
  } finally {
    close();
  }
}

async function agrees(dataDir: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Trouble('There is nobody to ask here: `npm run reset -- --yes` removes the data without asking.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `Remove the database, pictures, mails and secrets in ${dataDir}? Type "yes": `,
  );
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
