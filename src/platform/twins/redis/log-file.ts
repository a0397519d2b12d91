import {
  closeSync,
  createReadStream,
  existsSync,
  fdatasync,
  fsyncSync,
  openSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What one line of the log holds: commands that hold together or not at all. Text is one character a byte (latin1). */
export type Entry = readonly (readonly string[])[];

const syncEveryMs = 1_000;

/**
 * An append-only file of entries, one line of JSON each. `append` has handed the line to the operating system when it returns, so that a killed
 * process loses nothing it has answered; once a second the file is forced to the disk, so that a lost machine loses a second.
 */
export class LogFile {
  readonly path: string;
  #file: number | undefined;
  #bytes = 0;
  #isDirty = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataDir: string) {
    this.path = join(dataDir, 'commands.log');
  }

  /** Bytes written since the last `replace`, its own included. */
  get size(): number {
    return this.#bytes;
  }

  /**
   * Gives every entry to `apply`, in order. A last line that was cut off is no entry: the process ended while writing it.
   * @throws Error when a line before the last can't be read: then the disk or somebody changed the file, and going on would hide what is lost
   */
  async replay(apply: (entry: Entry) => Promise<void>): Promise<void> {
    await mkdir(this.dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(this.path)) return;
    const lines = createInterface({ input: createReadStream(this.path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
    let number = 0;
    let brokenLine = 0;
    for await (const line of lines) {
      number += 1;
      if (brokenLine > 0) throw new Error(`${this.path} is broken at line ${brokenLine}. Move it away to start empty.`);
      const entry = entryOf(line);
      if (entry) await apply(entry);
      else brokenLine = number;
    }
  }

  /** Starts the file anew with these entries, by a rename: a kill on the way leaves the old file. */
  replace(entries: Iterable<Entry>): void {
    const next = `${this.path}.next`;
    const file = openSync(next, 'w', 0o600);
    let bytes = 0;
    for (const entry of entries) bytes += writeLine(file, entry);
    fsyncSync(file);
    renameSync(next, this.path);
    syncFolder(this.dataDir);
    this.#release();
    this.#file = file;
    this.#bytes = bytes;
    this.#timer = setInterval(() => this.#sync(), syncEveryMs);
  }

  append(entry: Entry): void {
    if (this.#file === undefined) throw new Error('the log is not open');
    this.#bytes += writeLine(this.#file, entry);
    this.#isDirty = true;
  }

  close(): void {
    if (this.#file !== undefined) fsyncSync(this.#file);
    this.#release();
  }

  #sync(): void {
    if (!this.#isDirty || this.#file === undefined) return;
    this.#isDirty = false;
    // A file that was replaced meanwhile is closed; what it held is in the new one, already on the disk.
    fdatasync(this.#file, (error) => {
      if (error && error.code !== 'EBADF') console.error(`${this.path}: ${error.message}`);
    });
  }

  #release(): void {
    clearInterval(this.#timer);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#isDirty = false;
  }
}

/** Writes all of it, where a single call might write a part. @returns its length in bytes */
function writeLine(file: number, entry: Entry): number {
  const line = Buffer.from(`${JSON.stringify(entry)}\n`);
  writeFileSync(file, line);
  return line.length;
}

function entryOf(line: string): Entry | null {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every((command) => Array.isArray(command)) ? (value as Entry) : null;
  } catch {
    return null;
  }
}

/** A rename is on the disk when its folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
