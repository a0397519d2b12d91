import { expect, test } from 'vitest';
import { losers, race, winners } from '@/testing/race';
import { makeGate } from './gate';

const busy = expect.objectContaining({ name: 'Refusal', code: 'site.busy' });

/** Work that lasts until it is told to end, and counts how many run at a time. */
function aWork() {
  const ends: (() => void)[] = [];
  const count = { now: 0, most: 0 };
  const run = async () => {
    count.most = Math.max(count.most, ++count.now);
    await new Promise<void>((resolve) => ends.push(resolve));
    count.now--;
  };
  /** Ends whatever runs, until nothing does. */
  const endAll = async () => {
    while (ends.length > 0) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
  };
  return { run, count, endAll };
}

test('lets no more in at once than it should, and everybody who may wait in the end', async () => {
  const gate = makeGate({ atOnce: 2, waiting: 5, waitMs: 5_000 });
  const work = aWork();
  const all = race(7, () => gate(work.run));
  await work.endAll();
  expect(winners(await all)).toHaveLength(7);
  expect(work.count).toEqual({ now: 0, most: 2 });
});

test('refuses at once whoever finds the queue full, and is open again afterwards', async () => {
  const gate = makeGate({ atOnce: 1, waiting: 2, waitMs: 5_000 });
  const work = aWork();
  const all = race(5, () => gate(work.run));
  await work.endAll();
  expect(losers(await all)).toEqual([busy, busy]);
  expect(await gate(async () => 'open')).toBe('open');
});

test('refuses whoever waited too long, and forgets them: their turn goes to nobody', async () => {
  const gate = makeGate({ atOnce: 1, waiting: 5, waitMs: 20 });
  const work = aWork();
  const first = gate(work.run);
  await expect(gate(work.run)).rejects.toEqual(busy);
  await work.endAll();
  await first;
  expect(work.count).toEqual({ now: 0, most: 1 });
  expect(await gate(async () => 'open')).toBe('open');
});

test('goes on after work that failed', async () => {
  const gate = makeGate({ atOnce: 1, waiting: 1, waitMs: 5_000 });
  const failing = gate(() => Promise.reject(new Error('broken')));
  const next = gate(async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
