import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { migrate } from '@/platform/db/migrate';
import { Trouble } from '@/platform/trouble';
import { clearLeftover } from '@/platform/twins/postgres/leftover';
import { clearLeftCrew } from './crew';
import { seed } from './demo';
import { openFolder, runningOn } from './folder';
import type { Holder } from './lock';
import { onceAskedToEnd, ownersVariables } from './owner';
import { plan, type Variables } from './plan';
import { makeSecrets, secretsOf } from './secrets';
import { type Site, startSite } from './site';
import { sayToTerminal as say } from './words';

/** `npm run seed -- --members N …`: fills the database of the copy that runs, or brings the services up for as long as it takes. */
export async function fill(words: string[]): Promise<number> {
  const variables = ownersVariables();
  const signal = onceAskedToEnd();
  const tell = (text: string) => void process.stdout.write(text);
  const endWhenAsked = (running: { stop(): Promise<void> }) => {
    signal.addEventListener('abort', () => void running.stop(), { once: true });
  };
  const { dataDir } = plan(variables, makeSecrets());
  const holder = runningOn(dataDir);
  let site: Site | undefined;
  try {
    site = holder ? undefined : await startSite({ variables, mode: 'services', demo: false, say, signal });
    const planned = site?.plan ?? plan({ ...variables, PORT: portOf(holder, variables) }, secretsOf(dataDir));
    await seed(planned, words, tell, endWhenAsked);
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    say('Ended before all was filled; what is there stays.');
    return 1;
  } finally {
    await site?.stop();
  }
}

/** The ports are those of the copy that runs, whatever PORT says now. */
function portOf(holder: Holder | undefined, variables: Variables): string | undefined {
  return holder?.port === undefined ? variables.PORT : String(holder.port);
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
