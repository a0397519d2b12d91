import { z } from 'zod';
import { No } from './answers';
import type { Callbacks } from './callbacks';
import type { FileStore } from './store';
import { keyPattern } from './store';

const key = z.string().regex(keyPattern);
const routeMetadata = z.object({
  fileKeys: z.array(key).min(1).max(100),
  metadata: z.record(z.string(), z.unknown()),
  callbackUrl: z.url({ protocol: /^https?$/ }),
  callbackSlug: z.string().min(1).max(100),
});
const callbackResult = z.union([
  z.object({ fileKey: key, callbackData: z.unknown() }).refine((result) => result.callbackData !== undefined),
  z.object({ fileKey: key, error: z.string() }),
]);
const deleteFiles = z.object({ fileKeys: z.array(z.string()).max(1_000) });
const listFiles = z.object({
  limit: z.number().int().min(1).max(500).default(500),
  offset: z.number().int().min(0).default(0),
});

/** The calls between servers, by path; each is reached with the API key only and gets a parsed JSON body. */
export function callsOf(store: FileStore, callbacks: Callbacks): Record<string, (body: unknown) => Promise<unknown>> {
  return {
    /** Before an upload: whom to tell about these keys, and what to hand back. */
    '/ingest/route-metadata': async (body) => {
      const { fileKeys, metadata, callbackUrl, callbackSlug } = read(routeMetadata, body);
      const callback = { url: callbackUrl, slug: callbackSlug, metadata, registeredAt: Date.now() };
      await Promise.all(fileKeys.map((fileKey) => store.rememberCallback(fileKey, callback)));
      return { ok: true };
    },
    /** The app's answer to a callback. */
    '/ingest/callback-result': async (body) => {
      const result = read(callbackResult, body);
      if ('error' in result) return { ok: true };
      if (!(await callbacks.answer(result.fileKey, result.callbackData))) throw new No(404, 'there is no such file');
      return { ok: true };
    },
    '/api/v6/deleteFiles': async (body) => {
      const { fileKeys } = read(deleteFiles, body);
      const known = fileKeys.filter((fileKey) => keyPattern.test(fileKey));
      const deleted = await Promise.all(known.map((fileKey) => store.remove(fileKey)));
      return { success: true, deletedCount: deleted.filter(Boolean).length };
    },
    '/api/v6/listFiles': async (body) => {
      const { limit, offset } = read(listFiles, body);
      const files = [];
      let seen = 0;
      for await (const about of store.list()) {
        seen += 1;
        if (seen <= offset) continue;
        if (files.length === limit) return { hasMore: true, files };
        const { key: id, customId, name, size, uploadedAt } = about;
        files.push({ id, key: id, customId, name, size, uploadedAt, status: 'Uploaded' });
      }
      return { hasMore: false, files };
    },
  };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new No(400, `the body is not right: ${z.prettifyError(result.error)}`);
}
