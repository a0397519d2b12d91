/**
 * Starts `n` runs of the same contested thing in one turn of the event loop and waits for all. Give each run its own connection
 * (the pool does) or they queue up and nothing is contested.
 * @returns every outcome, in order of `i`; failures do not reject.
 */
export function race<T>(n: number, run: (i: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: n }, (_, i) => run(i)));
}

/** What the winners of a race returned. */
export function winners<T>(outcomes: PromiseSettledResult<T>[]): T[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

/** Why the losers of a race lost. */
export function losers(outcomes: PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
}
