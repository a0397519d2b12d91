import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** UploadThing's keys are letters and digits only; nothing else ever becomes part of a path. */
export const keyPattern = /^[A-Za-z0-9]{12,128}$/;

const aboutSchema = z.object({
  key: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int().min(0),
  /** MD5 in hex: UploadThing's `fileHash`, and our ETag. */
  hash: z.string(),
  acl: z.enum(['public-read', 'private']),
  customId: z.string().nullable(),
  lastModified: z.number().nullable(),
  uploadedAt: z.number(),
  /** The signature of the address it came by: the same address again is the same upload, another address is a stranger. */
  grant: z.string(),
  /** What the app answered to the callback; null until it has, undefined when no callback was asked for. */
  answer: z.object({ serverData: z.unknown() }).nullish(),
});
/** What is kept beside a file's bytes. */
export type About = z.output<typeof aboutSchema>;

const callbackSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  slug: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  registeredAt: z.number(),
});
/** Whom to tell when a file has arrived. */
export type Callback = z.output<typeof callbackSchema>;

const unfinishedMaxMs = 24 * 60 * 60 * 1000;

/**
 * The twin's folder. A file is a folder of its own (`files/xy/<key>/{bytes,about.json}`), prepared under `parts/` and moved into
 * place by one rename: whatever moment the process is killed at, a file is there whole or not at all.
 */
export class FileStore {
  constructor(private readonly dataDir: string) {}

  async prepare(): Promise<void> {
    await Promise.all(
      ['parts', 'files', 'callbacks', 'trash'].map((name) => mkdir(join(this.dataDir, name), { recursive: true })),
    );
    await rm(join(this.dataDir, 'trash'), { recursive: true, force: true });
    await mkdir(join(this.dataDir, 'trash'));
  }

  bytesPath(key: string): string {
    return join(this.filePath(key), 'bytes');
  }

  async find(key: string): Promise<About | null> {
    const text = await readOrNull(join(this.filePath(key), 'about.json'));
    const about = text === null ? null : aboutSchema.parse(JSON.parse(text));
    // A file system that ignores case would answer for another key.
    return about?.key === key ? about : null;
  }

  /** How many bytes of an unfinished upload are here: a client continues from there. */
  async partSize(key: string): Promise<number> {
    try {
      return (await stat(join(this.partPath(key), 'bytes'))).size;
    } catch (error) {
      if (isMissing(error)) return 0;
      throw error;
    }
  }

  /** Opens the unfinished bytes, cut to `from` bytes, for writing at the end. */
  async openPart(key: string, from: number): Promise<FileHandle> {
    await mkdir(this.partPath(key), { recursive: true });
    const path = join(this.partPath(key), 'bytes');
    const handle = await open(path, from === 0 ? 'w' : 'r+');
    await handle.truncate(from);
    return handle;
  }

  partBytesPath(key: string): string {
    return join(this.partPath(key), 'bytes');
  }

  async dropPart(key: string): Promise<void> {
    await rm(this.partPath(key), { recursive: true, force: true });
  }

  /** Puts a finished part in place. @returns false when another file has the key already: it is left as it is. */
  async commit(about: About): Promise<boolean> {
    await writeDurably(join(this.partPath(about.key), 'about.json'), JSON.stringify(about));
    const path = this.filePath(about.key);
    await mkdir(dirname(path), { recursive: true });
    try {
      await rename(this.partPath(about.key), path);
    } catch (error) {
      if (hasCode(error, 'ENOTEMPTY') || hasCode(error, 'EEXIST')) return false;
      throw error;
    }
    await syncFolder(dirname(path));
    return true;
  }

  /** Replaces what is kept beside the bytes. A file deleted meanwhile stays deleted. */
  async update(about: About): Promise<void> {
    const path = join(this.filePath(about.key), 'about.json');
    try {
      await replaceDurably(path, JSON.stringify(about));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Deletes a file, whole or not at all. @returns whether it was there */
  async remove(key: string): Promise<boolean> {
    const trash = join(this.dataDir, 'trash', randomUUID());
    try {
      await rename(this.filePath(key), trash);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    await rm(trash, { recursive: true, force: true });
    return true;
  }

  /** Every file, in no particular order. */
  async *list(): AsyncGenerator<About> {
    for await (const shard of await opendir(join(this.dataDir, 'files'))) {
      for await (const entry of await opendir(join(this.dataDir, 'files', shard.name))) {
        const about = await this.find(entry.name);
        if (about) yield about;
      }
    }
  }

  async rememberCallback(key: string, callback: Callback): Promise<void> {
    await replaceDurably(this.callbackPath(key), JSON.stringify(callback));
  }

  async findCallback(key: string): Promise<Callback | null> {
    const text = await readOrNull(this.callbackPath(key));
    return text === null ? null : callbackSchema.parse(JSON.parse(text));
  }

  async forgetCallback(key: string): Promise<void> {
    await rm(this.callbackPath(key), { force: true });
  }

  /** Keys whose callback has not been answered yet, with or without a file. */
  async *pendingCallbacks(): AsyncGenerator<string> {
    for await (const entry of await opendir(join(this.dataDir, 'callbacks'))) {
      const key = entry.name.replace(/\.json$/, '');
      if (keyPattern.test(key)) yield key;
    }
  }

  /** Forgets uploads that were begun or announced a day before `now` and never ended. */
  async reap(now: number): Promise<void> {
    for await (const entry of await opendir(join(this.dataDir, 'parts'))) {
      const path = join(this.dataDir, 'parts', entry.name);
      if ((await stat(path)).mtimeMs < now - unfinishedMaxMs) await rm(path, { recursive: true, force: true });
    }
    for await (const key of this.pendingCallbacks()) {
      const callback = await this.findCallback(key);
      if (callback && callback.registeredAt < now - unfinishedMaxMs) await this.forgetCallback(key);
    }
  }

  private filePath(key: string): string {
    // Keys of one app begin alike; their ends spread.
    return join(this.dataDir, 'files', key.slice(-2), key);
  }

  private partPath(key: string): string {
    return join(this.dataDir, 'parts', key);
  }

  private callbackPath(key: string): string {
    return join(this.dataDir, 'callbacks', `${key}.json`);
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flush: true });
}

async function replaceDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  await writeDurably(temporary, text);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Makes a rename in the folder outlive a power cut. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

const isMissing = (error: unknown) => hasCode(error, 'ENOENT');
