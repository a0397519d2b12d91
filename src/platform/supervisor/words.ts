/** Where a line for the owner goes; tests and other programs give their own. */
export type Say = (line: string) => void;

export const sayToTerminal: Say = (line) => process.stdout.write(`${line}\n`);

/** How long a step may be silent. */
const pulseMs = 10_000;

/** Runs a step of some length: says that it begins, every ten seconds that it still runs, and how long it took. */
export async function step<T>(say: Say, title: string, run: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  say(`${title} …`);
  const pulse = setInterval(() => say(`  … ${title} (${Math.round(Number(seconds()))} s)`), pulseMs);
  try {
    const result = await run();
    say(`${title}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(pulse);
  }
}
