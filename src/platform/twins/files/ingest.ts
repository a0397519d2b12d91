import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { No, sendJson } from './answers';
import type { Callbacks } from './callbacks';
import type { Grant } from './grant';
import { boundaryOf, CutShort, fileBytes, MalformedForm } from './multipart';
import type { About, FileStore } from './store';

/** Takes uploads: one writer a key, continued where the last one stopped, never a byte more than was signed. */
export class Ingest {
  private readonly writers = new Map<string, { request: IncomingMessage; ended: Promise<unknown> }>();

  constructor(
    private readonly store: FileStore,
    private readonly callbacks: Callbacks,
    private readonly fileUrl: (key: string) => string,
  ) {}

  /** HEAD: from which byte to send. */
  async tellStart(grant: Grant, response: ServerResponse): Promise<void> {
    const about = await this.find(grant);
    const start = about ? about.size : await this.store.partSize(grant.key);
    response.writeHead(200, { 'x-ut-range-start': String(start), 'cache-control': 'no-store' });
    response.end();
  }

  /** PUT: takes the bytes, tells the app, and answers with what the app said. The same address again gets the same answer. */
  async take(grant: Grant, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const about = (await this.find(grant)) ?? (await this.writeAlone(grant, request));
    request.resume();
    const told = about.answer === null ? await this.callbacks.deliver(about) : about;
    if (!told) throw new No(502, 'the app did not answer for the file; send the same address again');
    const url = this.fileUrl(grant.key);
    sendJson(response, 200, {
      url,
      appUrl: url,
      ufsUrl: url,
      fileHash: told.hash,
      serverData: told.answer?.serverData ?? null,
    });
  }

  /** The file of this very grant. @throws No 409 when the key belongs to another upload */
  private async find(grant: Grant): Promise<About | null> {
    const about = await this.store.find(grant.key);
    if (about && about.grant !== grant.signature) throw new No(409, 'the key is taken');
    return about;
  }

  /** A client that comes again has given up its former connection, even if that has not been noticed here. */
  private async writeAlone(grant: Grant, request: IncomingMessage): Promise<About> {
    for (let former = this.writers.get(grant.key); former; former = this.writers.get(grant.key)) {
      former.request.destroy();
      await former.ended;
    }
    const writing = (async () => (await this.find(grant)) ?? (await this.write(grant, request)))();
    const ended = writing.catch(() => {}).finally(() => this.writers.delete(grant.key));
    this.writers.set(grant.key, { request, ended });
    return writing;
  }

  private async write(grant: Grant, request: IncomingMessage): Promise<About> {
    const boundary = boundaryOf(request.headers['content-type']);
    if (!boundary) throw new No(415, 'the body is not a multipart form');
    if (grant.slug !== null && !(await this.store.findCallback(grant.key))) {
      throw new No(409, 'nobody has said whom to tell about this file');
    }
    const from = await this.readStart(grant, request);
    const size = await this.append(grant, boundary, from, request);
    if (size < grant.size) {
      await this.store.dropPart(grant.key);
      throw new No(400, `the file has ${size} bytes, ${grant.size} were signed`);
    }
    const about: About = {
      key: grant.key,
      name: grant.name,
      type: grant.type,
      size,
      hash: await md5Of(this.store.partBytesPath(grant.key)),
      acl: grant.acl,
      customId: grant.customId,
      lastModified: null,
      uploadedAt: Date.now(),
      grant: grant.signature,
      answer: grant.slug === null ? undefined : null,
    };
    if (!(await this.store.commit(about))) throw new No(409, 'the key is taken');
    return about;
  }

  private async readStart(grant: Grant, request: IncomingMessage): Promise<number> {
    const match = /^bytes=(\d{1,12})-$/.exec(request.headers.range ?? 'bytes=0-');
    const from = match ? Number(match[1]) : Number.NaN;
    if (!(from <= (await this.store.partSize(grant.key))))
      throw new No(416, 'the range does not continue what is here');
    return from;
  }

  /** Writes the form's file behind the first `from` bytes. @returns the size reached */
  private async append(grant: Grant, boundary: string, from: number, request: IncomingMessage): Promise<number> {
    const handle = await this.store.openPart(grant.key, from);
    let size = from;
    try {
      for await (const bytes of fileBytes(request.iterator({ destroyOnReturn: false }), boundary)) {
        size += bytes.length;
        if (size > grant.size) throw new No(413, 'more bytes than were signed');
        await handle.write(bytes, 0, bytes.length, size - bytes.length);
      }
      await handle.sync();
      return size;
    } catch (error) {
      if (error instanceof MalformedForm) throw new No(400, error.message);
      if (error instanceof CutShort || request.destroyed) throw new No(400, 'the upload was cut short');
      await this.store.dropPart(grant.key);
      throw error;
    } finally {
      await handle.close();
    }
  }
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
