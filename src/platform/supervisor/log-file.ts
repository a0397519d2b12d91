import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One part's log is at most this long, twice: the current file and the one before. */
const mostBytes = 10 * 1024 * 1024;

/** A file that lines are added to; when it is full it becomes `<path>.old`, in place of the one before. */
export function openLog(path: string): { write: (text: string) => void; close: () => void } {
  mkdirSync(dirname(path), { recursive: true });
  let length = existsSync(path) ? statSync(path).size : 0;
  let file = openSync(path, 'a', 0o600);
  return {
    write(text) {
      if (length > mostBytes) {
        closeSync(file);
        renameSync(path, `${path}.old`);
        file = openSync(path, 'a', 0o600);
        length = 0;
      }
      length += writeSync(file, text);
    },
    close: () => closeSync(file),
  };
}
