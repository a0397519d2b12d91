import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How many tests held and how many did not; a skipped one did not. */
export type Tally = { passed: number; failed: number };

type VitestReport = { numPassedTests: number; numTotalTests: number; numFailedTestSuites: number; success: boolean };
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

const readers = {
  vitest(text: string): Tally {
    const report = JSON.parse(text) as VitestReport;
    const failed = report.numTotalTests - report.numPassedTests;
    // A file that breaks before its first test has no tests to count.
    return { passed: report.numPassedTests, failed: failed === 0 && !report.success ? 1 : failed };
  },
  playwright(text: string): Tally {
    const { stats, errors } = JSON.parse(text) as PlaywrightReport;
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + (errors.length ? 1 : 0) };
  },
};

/** Runs a script with Node, showing what it says. Resolves with its exit code; an end by a signal counts as 1. */
function runScript(script: string, args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a test runner which writes its report to `results`, and counts. A runner that ends badly although its report names no
 * failed test (a crash, a leak, an error outside of tests) has failed once.
 * @throws Error when there is no report: it did not come to testing at all
 */
export async function runCounted(
  kind: keyof typeof readers,
  script: string,
  args: string[],
  results: string,
  env: Record<string, string> = {},
): Promise<Tally> {
  const code = await runScript(script, args, env);
  const tally = readers[kind](readFileSync(results, 'utf8'));
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
