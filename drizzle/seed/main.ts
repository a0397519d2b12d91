import { parseArgs } from 'node:util';
import { expireCaches } from '@/platform/caches';
import { closeDatabase } from '@/platform/db/client';
import { isProduction } from '@/platform/env';
import { Trouble } from '@/platform/trouble';
import { fillActivities } from './bulk/activities.ts';
import { takeStock } from './bulk/batches.ts';
import { fillImages } from './bulk/images.ts';
import { fillMembers } from './bulk/members.ts';
import { seedDemo } from './demo/seed-demo.ts';

const usage = 'Say what to fill: --demo, or --members N --images N --activities N.';

/** What can't be filled yet, because there is no such thing yet. */
const later = ['products'] as const;

function wordsOf(args: string[]) {
  const number = { type: 'string' } as const;
  const options = {
    demo: { type: 'boolean' },
    members: number,
    images: number,
    activities: number,
    products: number,
  } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new Trouble(`${(error as Error).message.split('.')[0]}. ${usage}`);
  }
}

/** A whole number from 0 to ten million; 0 when not given. */
function countOf(name: string, written: string | undefined): number {
  const count = Number(written ?? 0);
  if (!Number.isInteger(count) || count < 0 || count > 10_000_000)
    throw new Trouble(`--${name} wants a whole number from 0 to 10000000, not "${written}".`);
  return count;
}

/** One line for each tenth of the way. */
function teller(what: string) {
  let told = 0;
  return (done: number, total: number) => {
    const tenths = Math.floor((done / total) * 10);
    if (tenths > told) console.log(`${what}: ${done} of ${total}`);
    told = tenths;
  };
}

async function demo(): Promise<boolean> {
  if (isProduction())
    throw new Trouble('The demo has log-ins everybody knows, so it is refused in production (SITE_URL is set).');
  const standing = await seedDemo({ progress: teller('Drawing and hanging the demo') });
  return standing === 'begun';
}

async function main(args: string[]) {
  const words = wordsOf(args);
  for (const name of later)
    if (words[name] !== undefined) throw new Trouble(`There are no ${name} yet, so --${name} can't fill them.`);
  const members = countOf('members', words.members);
  const images = countOf('images', words.images);
  const activities = countOf('activities', words.activities);
  if (!words.demo && members + images + activities === 0) throw new Trouble(usage);
  let hasChanged = words.demo ? await demo() : false;
  if (members + images + activities > 0) {
    await fillMembers(members, teller('Members'));
    await fillImages(images, teller('Images'));
    await fillActivities(activities, teller('Activities'));
    await takeStock();
    hasChanged = true;
  }
  // A site that runs beside us shows what its cached pages remember until it is told.
  if (hasChanged) await expireCaches();
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
