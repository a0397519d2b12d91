import 'server-only';
import { Refusal } from '@/kernel/refusal';

type Bounds = {
  /** How many run at a time. */
  atOnce: number;
  /** How many more may wait for their turn. */
  waiting: number;
  /** How long one of them waits at most, in milliseconds. */
  waitMs: number;
};

/**
 * A gate for heavy work in requests: what is done at a time and what waits for it in memory are both bounded, for this process.
 * @returns runs one piece of work when its turn has come. @throws Refusal `site.busy` when too many wait already, or the turn does not come in time
 */
export function makeGate({ atOnce, waiting, waitMs }: Bounds) {
  let running = 0;
  const queue: (() => void)[] = [];

  function turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        queue.splice(queue.indexOf(begin), 1);
        reject(busy(waitMs));
      }, waitMs);
      queue.push(begin);
    });
  }

  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running < atOnce) running++;
    else if (queue.length < waiting) await turn();
    else throw busy(waitMs);
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that nobody who comes this moment is before them.
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}

const busy = (waitMs: number) =>
  new Refusal('limited', 'site.busy', 'Too many are at it right now; try again in a moment.', {
    retryAfterSeconds: Math.ceil(waitMs / 1000),
  });
