import type { Token } from './signature';
import { sign } from './signature';
import type { About, Callback, FileStore } from './store';

const callTimeoutMs = 15_000;

/**
 * Tells the app that its file is here and keeps what it answers. Whom to tell is on disk, so a killed twin tells later;
 * the app therefore may hear the same twice.
 */
export class Callbacks {
  private readonly running = new Map<string, Promise<About | null>>();

  constructor(
    private readonly store: FileStore,
    private readonly token: Token,
    /** This host's ingest address, where the app sends its answer. */
    private readonly ingestUrl: string,
    private readonly fileUrl: (key: string) => string,
    /** Where the app is reached from here, whatever address it says callbacks go to; null: where it says. */
    private readonly appUrl: string | null,
    /** Milliseconds to wait before each further try while the uploader waits for the answer. */
    private readonly retryDelaysMs: readonly number[],
  ) {}

  /** Tells the app about a whole file. @returns the file with the app's answer, or null when it has not answered */
  deliver(about: About): Promise<About | null> {
    const running = this.running.get(about.key);
    if (running) return running;
    const delivery = this.tryAll(about).finally(() => this.running.delete(about.key));
    this.running.set(about.key, delivery);
    return delivery;
  }

  /** Tells again about every file the app has not answered for, as after a restart. */
  async resume(): Promise<void> {
    for await (const key of this.store.pendingCallbacks()) {
      const about = await this.store.find(key);
      if (about?.answer === null) await this.deliver(about);
    }
  }

  /** Keeps the app's answer: the app posts it while it handles our call. */
  async answer(key: string, serverData: unknown): Promise<boolean> {
    const about = await this.store.find(key);
    if (!about) return false;
    await this.store.update({ ...about, answer: { serverData } });
    await this.store.forgetCallback(key);
    return true;
  }

  private async tryAll(about: About): Promise<About | null> {
    for (const delay of [0, ...this.retryDelaysMs]) {
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      const callback = await this.store.findCallback(about.key);
      if (callback) await this.call(about, callback);
      const told = await this.store.find(about.key);
      if (!told || told.answer) return told;
    }
    return null;
  }

  private async call(about: About, callback: Callback): Promise<void> {
    const url = this.fileUrl(about.key);
    const { key, name, size, type, customId, lastModified } = about;
    const file = { key, name, size, type, customId, lastModified: lastModified ?? undefined };
    const body = JSON.stringify({
      status: 'uploaded',
      file: { ...file, url, appUrl: url, ufsUrl: url, fileHash: about.hash },
      origin: this.ingestUrl,
      metadata: callback.metadata,
    });
    const named = new URL(callback.url);
    const address = this.appUrl ? new URL(named.pathname + named.search, this.appUrl) : named;
    address.searchParams.set('slug', callback.slug);
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'uploadthing-hook': 'callback',
          'x-uploadthing-signature': sign(body, this.token.apiKey),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(callTimeoutMs),
      });
      await response.arrayBuffer();
    } catch (error) {
      // The app may be starting or gone: it is told again later, and the log says so.
      console.error(`callback for ${key} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
