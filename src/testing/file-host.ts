import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UTApi } from 'uploadthing/server';
import { serverHosts } from '@/platform/storage/hosts';
import { startFiles } from '@/platform/twins/files/server';

/**
 * Starts a file host of a test file's own, empty, and points the site's storage at it. Call it before anything is stored; stop it at the end.
 * `keys()` says what is kept there, so that a test can prove that nothing was left behind.
 */
export async function startFileHost() {
  const dataDir = await mkdtemp(join(tmpdir(), 'file-host-'));
  const token = process.env.UPLOADTHING_TOKEN ?? '';
  const twin = await startFiles({ dataDir, port: 0, token, publicIngestUrls: [] });
  process.env.FILES_TWIN_URL = twin.url;
  const api = new UTApi({ token, ...serverHosts(), logLevel: 'None' });
  return {
    keys: async () => (await api.listFiles({ limit: 500 })).files.map((file) => file.key).sort(),
    stop: async () => {
      await twin.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
