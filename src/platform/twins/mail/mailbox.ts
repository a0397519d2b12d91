import { type FileHandle, mkdir, open, readFile, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const mailSchema = z.object({
  id: z.number().int().min(1),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string(),
  /** What mail programs act on by themselves: List-Unsubscribe and its like, by names in lower case. */
  headers: z.record(z.string(), z.string()).default({}),
});
export type Mail = z.output<typeof mailSchema>;

/** How many of the newest mails are kept. */
export const keptMax = 1_000;

/**
 * The mails on disk, one JSON line each, only ever appended to: a mail is there as soon as `add` is done and survives any kill.
 * When the file holds twice what is kept, it is written anew with the kept ones and put in place by a rename.
 */
export class Mailbox {
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private file: FileHandle,
    private mails: Mail[],
    private lines: number,
  ) {}

  static async open(dataDir: string): Promise<Mailbox> {
    await mkdir(dataDir, { recursive: true });
    const path = join(dataDir, 'mails.jsonl');
    const content = await readFile(path, 'utf8').catch(() => '');
    // A kill in the middle of a line leaves a torn one, whose mail was never accepted.
    const whole = content.slice(0, content.lastIndexOf('\n') + 1);
    if (whole !== content) await truncate(path, Buffer.byteLength(whole));
    const lines = whole.split('\n').slice(0, -1);
    const mails = lines.slice(-keptMax).map((line) => mailSchema.parse(JSON.parse(line)));
    return new Mailbox(path, await open(path, 'a'), mails, lines.length);
  }

  /** Keeps a mail; done when it is on the disk. */
  add(mail: Omit<Mail, 'id'>): Promise<Mail> {
    const added = this.last.then(() => this.append(mail));
    this.last = added.catch(() => {});
    return added;
  }

  newestFirst(): Mail[] {
    return this.mails.toReversed();
  }

  find(id: number): Mail | null {
    return this.mails.find((mail) => mail.id === id) ?? null;
  }

  async close(): Promise<void> {
    await this.last;
    await this.file.close();
  }

  private async append(mail: Omit<Mail, 'id'>): Promise<Mail> {
    const kept = { id: (this.mails.at(-1)?.id ?? 0) + 1, ...mail };
    await this.file.appendFile(`${JSON.stringify(kept)}\n`);
    await this.file.sync();
    this.mails = [...this.mails.slice(1 - keptMax), kept];
    this.lines += 1;
    if (this.lines >= 2 * keptMax) await this.compact();
    return kept;
  }

  private async compact(): Promise<void> {
    const next = await open(`${this.path}.next`, 'w');
    await next.writeFile(this.mails.map((mail) => `${JSON.stringify(mail)}\n`).join(''));
    await next.sync();
    await next.close();
    await rename(`${this.path}.next`, this.path);
    await this.file.close();
    this.file = await open(this.path, 'a');
    this.lines = this.mails.length;
  }
}
