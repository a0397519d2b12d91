import 'server-only';
import type { RouteHandlerConfig } from 'uploadthing/types';
import { z } from 'zod';
import { env, isProduction, siteOrigin } from '@/platform/env';

/**
 * The address of the file host's twin, or null when the file host is the cloud. Two variables decide, and nothing else in the site knows:
 *
 * - `UPLOADTHING_TOKEN`: always; the cloud's own, or one made for the twin: base64 of `{"apiKey":"sk_…","appId":"…","regions":["local"]}`.
 * - `FILES_TWIN_URL`: `http://localhost:<port>` when the twin stands in; unset for the cloud.
 *
 * The twin itself wants `FILES_PORT`, `FILES_DATA_DIR`, the same `UPLOADTHING_TOKEN`, and `FILES_INGEST_URLS`: what
 * {@link publicIngestUrls} gives for the same `PORT` and `SITE_URL`, joined by commas, and `FILES_APP_URL`: the site as reached from this machine.
 */
export function twinUrl(): string | null {
  if (!env.FILES_TWIN_URL) return null;
  // By name: UploadThing's client speaks plain HTTP only to names with "local" in them, and signatures cover the name.
  return `http://localhost:${new URL(env.FILES_TWIN_URL).port}`;
}

/** Where the site takes uploads for its twin, by path. */
export const ingestPath = '/api/files/ingest';

/** The addresses under which browsers may reach the twin's ingest: a signature covers the address, so each is known beforehand. */
export function publicIngestUrls(): string[] {
  const origins = isProduction() ? [siteOrigin()] : [siteOrigin(), `http://127.0.0.1:${env.PORT}`];
  return origins.map((origin) => origin + ingestPath);
}

const tokenSchema = z.object({ appId: z.string().min(1) });

/** The app's name at UploadThing, from its token. */
export function appId(): string {
  return tokenSchema.parse(JSON.parse(Buffer.from(env.UPLOADTHING_TOKEN, 'base64').toString('utf8'))).appId;
}

/** What UploadThing's server client needs to reach the twin; empty for the cloud. */
export function serverHosts() {
  const url = twinUrl();
  if (!url) return {};
  return {
    ingestUrl: `${url}/ingest`,
    apiUrl: `${url}/api`,
    ufsHost: new URL(url).host,
    ufsAppIdLocation: 'path' as const,
  };
}

/** No call to the file host takes longer than this. */
export const callTimeoutMs = 30_000;

/** The `fetch` given to UploadThing's code: within {@link callTimeoutMs}, to the address that `readdress` makes of its own. */
export function boundedFetch(readdress = (address: string) => address): NonNullable<RouteHandlerConfig['fetch']> {
  return (input, init) => {
    const address = typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
    // Its types name fewer options than it passes on, the signal among them.
    const { signal, ...options } = (init ?? {}) as RequestInit;
    const timeout = AbortSignal.timeout(callTimeoutMs);
    return fetch(readdress(address), { ...options, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  };
}

/**
 * What UploadThing's route handler needs. Browsers upload to the site itself, which passes it on, while the handler's own calls go straight to
 * the twin. Production flow even in development: there the handler would hold a stream open in one process' memory for each upload, and lose the
 * upload with the process; here the file host keeps whom to tell on its disk and calls until it is answered.
 * @param origin the browser's, already known to be ours
 */
export function routeHosts(origin: string): RouteHandlerConfig {
  const url = twinUrl();
  const production = { isDev: false, handleDaemonPromise: 'await', fetch: boundedFetch() } as const;
  if (!url) return { ...production, callbackUrl: `${siteOrigin()}/api/uploadthing` };
  const known = publicIngestUrls();
  const ingestUrl = known.find((candidate) => candidate === origin + ingestPath) ?? siteOrigin() + ingestPath;
  return {
    ...production,
    ingestUrl,
    // The twin is on this machine: it need not go out and in again by the public address.
    callbackUrl: `http://127.0.0.1:${env.PORT}/api/uploadthing`,
    fetch: boundedFetch((address) => address.replace(ingestUrl, `${url}/ingest`)),
  };
}
