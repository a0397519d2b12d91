import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCounted } from './tally';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-tally-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A runner that writes this report (none when undefined) and ends with this code. */
function runner(report: object | undefined, code: number) {
  const script = join(folder, `${Math.random()}.mjs`);
  const results = `${script}.json`;
  const writes = report
    ? `require('fs').writeFileSync(${JSON.stringify(results)}, ${JSON.stringify(JSON.stringify(report))});`
    : '';
  writeFileSync(
    script,
    `import { createRequire } from 'module'; const require = createRequire(import.meta.url); ${writes} process.exit(${code});`,
  );
  return { script, results };
}

const vitest = (report: object | undefined, code: number) => {
  const { script, results } = runner(report, code);
  return runCounted('vitest', script, [], results);
};
const playwright = (stats: object, code: number, errors: object[] = []) => {
  const { script, results } = runner({ stats, errors }, code);
  return runCounted('playwright', script, [], results);
};

describe('the count of tests', () => {
  it('takes what held and what did not', async () => {
    expect(await vitest({ numPassedTests: 3, numTotalTests: 5, success: false }, 1)).toEqual({ passed: 3, failed: 2 });
  });

  it('counts a skipped test as one that did not hold', async () => {
    expect(await vitest({ numPassedTests: 3, numTotalTests: 4, success: true }, 0)).toEqual({ passed: 3, failed: 1 });
    expect(await playwright({ expected: 2, unexpected: 0, flaky: 0, skipped: 1 }, 0)).toEqual({ passed: 2, failed: 1 });
  });

  it('counts a file that broke before its first test', async () => {
    expect(await vitest({ numPassedTests: 3, numTotalTests: 3, success: false }, 1)).toEqual({ passed: 3, failed: 1 });
    expect(await playwright({ expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, 1, [{}])).toEqual({
      passed: 3,
      failed: 1,
    });
  });

  it('counts a runner that crashed after its report', async () => {
    expect(await vitest({ numPassedTests: 3, numTotalTests: 3, success: true }, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a test that passed only on a second try as one that did not hold', async () => {
    expect(await playwright({ expected: 2, unexpected: 0, flaky: 1, skipped: 0 }, 0)).toEqual({ passed: 2, failed: 1 });
  });

  it('refuses a runner that left no report', async () => {
    await expect(vitest(undefined, 1)).rejects.toThrow(/ENOENT/);
  });
});
