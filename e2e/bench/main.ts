import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { freePlace } from '../support/places';
import { startEmptySite } from './empty-site';
import { costs } from './figures/costs';
import { memoryAtRest } from './figures/memory';
import { statementsPerTemplate } from './figures/statements';
import { redisCallsPerVisit } from './figures/visits';
import { scriptWeights } from './figures/weights';
import { type Row, table } from './rows';

/**
 * `npm run bench`: brings up a copy of its own with demo content and measures it on this machine, loopback only. Counts gate (exit code 1),
 * times never do: they are told, with their spread, and are worth as much as the machine was quiet.
 */
const { values: choices } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const rounds = choices.quick ? 2 : 7;

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

async function measure(): Promise<Row[]> {
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

const rows = await measure();
console.log(table(rows));
mkdirSync('e2e/.results', { recursive: true });
writeFileSync('e2e/.results/bench.json', `${JSON.stringify(rows, null, 2)}\n`);
const broken = rows.filter(({ value, atMost }) => atMost !== undefined && value > atMost);
console.log(
  broken.length === 0
    ? 'all gates hold'
    : `${broken.length} gates broken: ${broken.map(({ what }) => what).join('; ')}`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
