import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf, takeLock } from './lock';
import { beginningOf } from './processes';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-lock-'));
  path = join(folder, 'running.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a second taker is told who holds it', () => {
  expect(takeLock(path, { port: 3000 })).toBeTypeOf('function');
  expect(takeLock(path)).toMatchObject({ pid: process.pid, port: 3000 });
});

test('who lets go leaves nothing behind', () => {
  const release = takeLock(path);
  if (typeof release === 'function') release();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['a process that is gone', { pid: 2 ** 22 - 1, beginning: 'long ago' }],
  ['another process that now has its id', { pid: process.pid, beginning: 'before the reboot' }],
])('the lock of %s is taken over', (_, note) => {
  writeFileSync(path, JSON.stringify(note));
  expect(holderOf(path)).toBeUndefined();
  expect(takeLock(path)).toBeTypeOf('function');
  expect(holderOf(path)?.beginning).toBe(beginningOf(process.pid));
});

test('a note cut off in the middle does not hold the lock', () => {
  writeFileSync(path, '{"pid":');
  expect(takeLock(path)).toBeTypeOf('function');
});

test('of many processes that find a dead one’s lock at once, exactly one gets it', async () => {
  const program = `
    const { takeLock } = await import('./src/platform/supervisor/lock.ts');
    process.on('message', (path) => process.send(typeof takeLock(path) === 'function'));
    process.send('ready');`;
  const takers = Array.from({ length: 5 }, () =>
    fork('-', [], { execArgv: ['--import', 'tsx', '--input-type=module', '--eval', program] }),
  );
  try {
    await Promise.all(takers.map(nextWord));
    for (let round = 0; round < 20; round++) {
      const contested = join(folder, `lock-${round}`);
      writeFileSync(contested, JSON.stringify({ pid: 2 ** 22 - 1, beginning: 'long ago' }));
      const answers = Promise.all(takers.map(nextWord));
      for (const taker of takers) taker.send(contested);
      expect((await answers).filter((got) => got === true)).toHaveLength(1);
    }
  } finally {
    for (const taker of takers) taker.kill();
  }
});

function nextWord(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('message', resolve));
}
