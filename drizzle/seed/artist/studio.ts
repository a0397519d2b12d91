import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Work } from './work.ts';

type Drawn = { key: string; file: Uint8Array };

const program = fileURLToPath(new URL('./studio-process.ts', import.meta.url));

/**
 * Draws in a process of its own, one picture ahead, while the caller encodes the one before: two cores are both busy.
 * @param list what to draw, in this order; each must be among `works` or `faces`
 * @returns PNG files with the keys of their works
 * @throws when the process ends before its time
 */
export async function* drawAll(list: readonly Work[]): AsyncGenerator<Drawn> {
  const studio = fork(program, { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  try {
    let coming = draw(studio, list[0]);
    for (let next = 1; next <= list.length; next++) {
      const drawn = await coming;
      coming = draw(studio, list[next]);
      // A failure is met when its turn comes; until then it is not "unhandled".
      coming.catch(() => {});
      if (drawn) yield drawn;
    }
  } finally {
    studio.kill();
  }
}

async function draw(studio: ChildProcess, work: Work | undefined): Promise<Drawn | null> {
  if (!work) return null;
  const ended = new AbortController();
  const stop = () => ended.abort(new Error(`the studio ended while it drew ${work.key}`));
  studio.once('exit', stop);
  try {
    const answer = once(studio, 'message', { signal: ended.signal });
    studio.send(work.key);
    const [file] = (await answer) as [Uint8Array];
    return { key: work.key, file };
  } catch (error) {
    throw ended.signal.reason ?? error;
  } finally {
    studio.off('exit', stop);
  }
}
