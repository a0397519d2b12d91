import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './checks';
import { buildOffline } from './offline-build';
import { runCounted, type Tally } from './tally';

/** One part of `npm test`. `needsBuild`: without a build there is nothing it could run on. */
type Stage = { name: string; needsBuild?: true; run: (results: string) => Promise<Tally> };

const vitest = (project: string) => async (results: string) =>
  runCounted(
    'vitest',
    'node_modules/vitest/vitest.mjs',
    [
      'run',
      '--config=src/testing/vitest.config.ts',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
    ],
    results,
  );

/** In the order of what is cheapest to know. Later stages run although earlier ones failed: one run tells everything. */
const stages: Stage[] = [
  {
    name: 'checks',
    run: async () => {
      const outcomes = await check();
      const failed = outcomes.filter(({ ok }) => !ok).length;
      return { passed: outcomes.length - failed, failed };
    },
  },
  { name: 'units, database and contracts', run: vitest('unit') },
  { name: 'build', run: buildOffline },
  { name: 'the built site', needsBuild: true, run: vitest('site') },
  {
    name: 'journeys',
    needsBuild: true,
    run: (results) =>
      runCounted(
        'playwright',
        'node_modules/@playwright/test/cli.js',
        ['test', '--config', 'e2e/playwright.config.ts'],
        results,
        {
          VITRINE_RESULTS: results,
        },
      ),
  },
];

async function runStages(folder: string): Promise<[name: string, tally: Tally, seconds: number][]> {
  const rows: [string, Tally, number][] = [];
  let isBuilt: boolean = false;
  for (const [index, stage] of stages.entries()) {
    console.log(`\n── ${stage.name} ──`);
    const began = performance.now();
    const isLeftOut = stage.needsBuild === true && !isBuilt;
    if (isLeftOut) console.log('left out: the build failed');
    const tally: Tally = isLeftOut ? { passed: 0, failed: 1 } : await attempt(stage, join(folder, `${index}.json`));
    if (stage.name === 'build') isBuilt = tally.failed === 0;
    rows.push([stage.name, tally, (performance.now() - began) / 1000]);
  }
  return rows;
}

/** A stage that breaks, or that ran no test at all, has failed: silence proves nothing. */
async function attempt(stage: Stage, results: string): Promise<Tally> {
  try {
    const tally = await stage.run(results);
    return tally.passed + tally.failed > 0 ? tally : { passed: 0, failed: 1 };
  } catch (thrown) {
    console.error(thrown);
    return { passed: 0, failed: 1 };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
const rows = await runStages(folder);
rmSync(folder, { recursive: true, force: true });

console.log('');
for (const [name, { passed, failed }, seconds] of rows) {
  console.log(`${failed ? 'FAILED' : 'ok    '} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`);
}
const total = (kind: keyof Tally) => rows.reduce((sum, [, tally]) => sum + tally[kind], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 ? 1 : 0;
