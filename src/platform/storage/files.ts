import 'server-only';
import { randomInt } from 'node:crypto';
import { UTApi, UTFile } from 'uploadthing/server';
import { env } from '@/platform/env';
import { appId, boundedFetch, callTimeoutMs, serverHosts, twinUrl } from '@/platform/storage/hosts';

const probeTimeoutMs = 2_000;

let client: UTApi | undefined;

function api(): UTApi {
  if (client) return client;
  dropOwnDeprecations();
  client = new UTApi({
    token: env.UPLOADTHING_TOKEN,
    // Its chattier levels write signed addresses into the log.
    logLevel: 'Warning',
    logFormat: 'json',
    ...serverHosts(),
    fetch: boundedFetch(),
  });
  return client;
}

/** UploadThing's code reads its own deprecated fields and warns about that: two lines a file, in no format, that nobody can act on. */
function dropOwnDeprecations(): void {
  const warn = console.warn;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('[uploadthing][deprecated]')) warn(...words);
  };
}

/** A name that fits into a signed address: its last 100 characters, without halves of surrogate pairs, which can't be encoded. */
export function storableName(name: string): string {
  return name.slice(-100).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** How often `put` tries: UploadThing's keys come from a 31-bit hash, so now and then one is taken; the next try gets another. */
const putTriesMax = 3;
/** A try that took longer has not failed over its key, and another would only make the caller wait as long again. */
const quickMs = 2_000;

/**
 * Stores a file. Its bytes never change under its key.
 * @param isPrivate only the site's own server can read it
 * @returns the key, to be kept by the caller: a file nobody has the key of is lost
 * @throws Error when the file host does not take it, within about 30 s
 */
export async function put(file: {
  bytes: Uint8Array;
  name: string;
  type: string;
  isPrivate: boolean;
}): Promise<string> {
  // The time goes nowhere but into the key's hash, where it keeps equal files of one moment apart.
  const lastModified = randomInt(2 ** 47);
  const upload = new UTFile([new Uint8Array(file.bytes)], storableName(file.name), { type: file.type, lastModified });
  // Public is every app's default; asking for it would need the right to override it.
  const options = file.isPrivate ? { acl: 'private' as const } : {};
  let failure = '';
  const begun = Date.now();
  for (let tries = 0; tries < putTriesMax && Date.now() - begun < quickMs; tries++) {
    const { data, error } = await api().uploadFiles(upload, options);
    if (data) return data.key;
    failure = `${error.code}: ${error.message}`;
  }
  throw new Error(`the file host did not take the file: ${failure}`);
}

/** Reads a whole file, public or private. @throws Error when it is not there or the file host does not answer within 30 s */
export async function read(key: string): Promise<Buffer> {
  const { ufsUrl } = await api().generateSignedURL(key, { expiresIn: 60 });
  const response = await fetch(ufsUrl, { signal: AbortSignal.timeout(callTimeoutMs) });
  if (!response.ok) throw new Error(`the file host answered ${response.status} for a file`);
  return Buffer.from(await response.arrayBuffer());
}

const removeMax = 500;

/** Deletes files; those that are gone already are no error, so a retry is safe. @throws Error when the file host does not answer */
export async function remove(keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += removeMax) {
    const { success } = await api().deleteFiles(keys.slice(at, at + removeMax));
    if (!success) throw new Error('the file host did not delete the files');
  }
}

/** The address browsers load a public file from: a path of the site itself for the twin, the CDN for the cloud. */
export function fileUrl(key: string): string {
  return twinUrl() ? `/api/files/f/${key}` : `https://${appId()}.ufs.sh/f/${key}`;
}

/** Asks the file host for a sign of life. @throws Error when there is none within 2 s */
export async function probeStorage(): Promise<void> {
  const asked = api().listFiles({ limit: 1 });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the file host does not answer')), probeTimeoutMs).unref();
  });
  await Promise.race([asked, late]);
}
