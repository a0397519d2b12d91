import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { doorway, proxied } from '../support/newcomers';
import { freePlace } from '../support/places';
import { startEmptySite } from './empty-site';
import { accountCosts } from './figures/accounts';
import { costs } from './figures/costs';
import { enumeration } from './figures/enumeration';
import { memoryAtRest } from './figures/memory';
import { statementsPerTemplate } from './figures/statements';
import { redisCallsPerVisit } from './figures/visits';
import { scriptWeights } from './figures/weights';
import { type Row, table } from './rows';

/**
 * `npm run bench`: brings up copies of its own and measures them on this machine, loopback only. Counts gate (exit code 1), and so does whether a stranger
 * can tell members by time; other times never do: they are told, with their spread, and are worth as much as the machine was quiet.
 * `--only site` or `--only accounts` measures one part, `--quick` in fewer rounds.
 */
const { values: choices } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const rounds = choices.quick ? 2 : 7;
const pairs = choices.quick ? 100 : 500;

/** Addresses of one page per template, found by looking at the copy as a visitor does. */
async function templatesOf({ origin }: Copy): Promise<Record<string, string>> {
  const explore = await (await fetch(`${origin}/explore`)).text();
  const image = /href="(\/images\/[^"]+)"/.exec(explore)?.[1];
  if (!image) throw new Error('There is no image in /explore: the demo content is missing.');
  const person = /href="(\/people\/[^"]+)"/.exec(await (await fetch(origin + image)).text())?.[1];
  return { home: '/', explore: '/explore', image, ...(person && { person }) };
}

async function timedStart(port: number, dataDir: string): Promise<{ copy: Copy; seconds: number }> {
  const began = performance.now();
  const copy = await startCopy({ port, dataDir });
  return { copy, seconds: (performance.now() - began) / 1000 };
}

/** The gallery, with demo content. */
async function measureSite(): Promise<Row[]> {
  const { dataDir, remove } = temporaryData('bench');
  const port = await freePlace();
  const rows: Row[] = [];
  const tell = (...more: Row[]) => rows.push(...more);
  console.log('Bringing up a copy with demo content …');
  const first = await timedStart(port, dataDir);
  await first.copy.stop();
  const { copy, seconds } = await timedStart(port, dataDir);
  enter({ port, dataDir });
  const empty = await startEmptySite(port + 50);
  try {
    tell({ what: 'first start, demo content included', value: first.seconds, unit: 's' });
    tell({ what: 'second start', value: seconds, unit: 's' });
    const templates = await templatesOf(copy);
    tell(...(await memoryAtRest(copy)));
    tell(...(await scriptWeights(copy, templates, empty)));
    tell(...(await statementsPerTemplate(copy, templates)));
    tell(...(await costs(copy, templates, empty, rounds)));
    await copy.stop();
    const image = /^\/images\/(\w+)/.exec(templates.image ?? '')?.[1] ?? '';
    tell(...(await redisCallsPerVisit({ port, dataDir, image })));
  } finally {
    empty.stop();
    await copy.stop();
    remove();
  }
  return rows;
}

/** Accounts: an empty copy behind a proxy, so that people come from addresses of their own. */
async function measureAccounts(): Promise<Row[]> {
  const { dataDir, remove } = temporaryData('bench-accounts');
  const port = await freePlace();
  console.log('Bringing up an empty copy …');
  const copy = await startCopy({ port, dataDir, args: ['--no-demo'], env: proxied });
  try {
    enter({ port, dataDir });
    return [...(await accountCosts(copy, rounds)), ...(await enumeration(copy, pairs))];
  } finally {
    await (await doorway()).closeDatabase();
    await copy.stop();
    remove();
  }
}

const parts: Record<string, () => Promise<Row[]>> = { site: measureSite, accounts: measureAccounts };

/** Measures one part, tells its rows, and answers whether every gate holds. */
async function tellPart(name: string, measure: () => Promise<Row[]>): Promise<boolean> {
  const rows = await measure();
  console.log(table(rows));
  mkdirSync('e2e/.results', { recursive: true });
  writeFileSync(`e2e/.results/bench-${name}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  const broken = rows.filter(({ value, atMost }) => atMost !== undefined && value > atMost);
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
