import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { doorway, proxied } from '../support/newcomers';
import { freePlace } from '../support/places';
import { startEmptySite } from './empty-site';
import { accountCosts } from './figures/accounts';
import { costs } from './figures/costs';
import { enumeration } from './figures/enumeration';
import { feedCosts, feedSizes } from './figures/feed';
import { lighthouseScores } from './figures/lighthouse';
import { memoryAtRest } from './figures/memory';
import { pictureCosts } from './figures/pictures';
import { statementsPerTemplate } from './figures/statements';
import { uploadsAtOnce } from './figures/uploads';
import { redisCallsPerVisit, visitsPerSecond } from './figures/visits';
import { scriptWeights } from './figures/weights';
import { holds, type Row, table } from './rows';
import { otherTemplates, templatesOf } from './templates';

/**
 * `npm run bench`: brings up copies of its own and measures them on this machine, loopback only. Counts and scores gate (exit code 1), and so does whether
 * a stranger can tell members by time; other times never do: they are told, with their spread, and are worth as much as the machine was quiet.
 * `--only` measures one part, `--quick` in fewer rounds.
 */
const { values: choices } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const rounds = choices.quick ? 2 : 7;
const pairs = choices.quick ? 100 : 500;
const visitsOfEach = choices.quick ? 1 : 3;

type Place = { port: number; dataDir: string };

/** Measures in a place of its own, which is gone afterwards together with what runs there. */
async function inAPlace(name: string, measure: (place: Place) => Promise<Row[]>): Promise<Row[]> {
  const { dataDir, remove } = temporaryData(`bench-${name}`);
  try {
    return await measure({ port: await freePlace(), dataDir });
  } finally {
    remove();
  }
}

/** Brings a copy up, measures it and ends it. */
async function inACopy(
  choice: Parameters<typeof startCopy>[0],
  measure: (copy: Copy) => Promise<Row[]>,
): Promise<Row[]> {
  console.log(`Bringing up a copy ${choice.args?.includes('--no-demo') ? 'without' : 'with'} demo content …`);
  const copy = await startCopy(choice);
  try {
    return await measure(copy);
  } finally {
    await copy.stop();
  }
}

/** How long a start takes, and the next one. */
async function starts(place: Place): Promise<Row[]> {
  const seconds: number[] = [];
  for (let time = 0; time < 2; time++) {
    const began = performance.now();
    await inACopy(place, async () => {
      seconds.push((performance.now() - began) / 1000);
      return [];
    });
  }
  const [first = 0, second = 0] = seconds;
  return [
    { what: 'first start, demo content included', value: first, unit: 's' },
    { what: 'second start', value: second, unit: 's' },
  ];
}

/** The gallery, with demo content. */
const measureSite = () =>
  inAPlace('site', async (place) => [
    ...(await starts(place)),
    ...(await inACopy(place, async (copy) => {
      enter(place);
      const empty = await startEmptySite(place.port + 50);
      try {
        const templates = await templatesOf(copy);
        return [
          ...(await memoryAtRest(copy)),
          ...(await scriptWeights(copy, templates, empty)),
          ...(await statementsPerTemplate(copy, templates)),
          ...(await costs(copy, templates, empty, rounds)),
        ];
      } finally {
        empty.stop();
      }
    })),
  ]);

/** Looks at an image being counted. */
const measureVisits = () =>
  inAPlace('visits', async (place) => {
    let image = '';
    const perSecond = await inACopy({ ...place, args: ['--no-demo'], env: proxied }, async (copy) => {
      enter(place);
      const { anImage, closeDatabase } = await house();
      image = (await anImage()).ref;
      await closeDatabase();
      return visitsPerSecond(copy, image, rounds);
    });
    return [...perSecond, ...(await redisCallsPerVisit({ ...place, image }))];
  });

/** Accounts: an empty copy behind a proxy, so that people come from addresses of their own. */
const measureAccounts = () =>
  inAPlace('accounts', (place) =>
    inACopy({ ...place, args: ['--no-demo'], env: proxied }, async (copy) => {
      enter(place);
      try {
        return [...(await accountCosts(copy, rounds)), ...(await enumeration(copy, pairs))];
      } finally {
        await (await doorway()).closeDatabase();
      }
    }),
  );

/** Fifty members who share at the same moment. */
const measureUploads = () =>
  inAPlace('uploads', (place) =>
    inACopy({ ...place, args: ['--no-demo'] }, async (copy) => {
      enter(place);
      try {
        return await uploadsAtOnce(copy, 50);
      } finally {
        await (await doorway()).closeDatabase();
      }
    }),
  );

/** What a phone on a slow line sees. */
const measureLighthouse = () =>
  inAPlace('lighthouse', (place) =>
    inACopy(place, async (copy) =>
      lighthouseScores(copy, { ...(await templatesOf(copy)), ...otherTemplates }, visitsOfEach),
    ),
  );

const parts: Record<string, () => Promise<Row[]>> = {
  site: measureSite,
  visits: measureVisits,
  accounts: measureAccounts,
  pictures: () => pictureCosts(rounds),
  uploads: measureUploads,
  lighthouse: measureLighthouse,
  feed: () => inAPlace('feed', (place) => feedCosts(place, choices.quick ? feedSizes.quick : feedSizes.whole, rounds)),
};

/** Measures one part, tells its rows, and answers whether every gate holds. */
async function tellPart(name: string, measure: () => Promise<Row[]>): Promise<boolean> {
  const rows = await measure();
  console.log(table(rows));
  mkdirSync('e2e/.results', { recursive: true });
  writeFileSync(`e2e/.results/bench-${name}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  const broken = rows.filter((row) => !holds(row));
  const names = broken.map(({ what }) => what).join('; ');
  console.log(broken.length === 0 ? `${name}: all gates hold` : `${name}: ${broken.length} gates broken: ${names}`);
  return broken.length === 0;
}

/** Each part in a process of its own: one process can enter one copy. */
function tellInItsOwn(name: string): boolean {
  const words = [...process.execArgv, ...process.argv.slice(1), '--only', name];
  return spawnSync(process.execPath, words, { stdio: 'inherit' }).status === 0;
}

const { only } = choices;
const measure = parts[only ?? ''];
if (only !== undefined && !measure) throw new Error(`There is no part "${only}": ${Object.keys(parts).join(', ')}.`);
const held = measure && only ? [await tellPart(only, measure)] : Object.keys(parts).map(tellInItsOwn);
process.exitCode = held.every(Boolean) ? 0 : 1;
