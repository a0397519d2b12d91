/**
 * Put at the end of the user-agent of requests for dynamic pages by `proxy.ts` and matched by `htmlLimitedBots` in `next.config.ts`: Next then
 * answers such a page in one piece, its head included, so that `notFound()` and `redirect()` always set the status.
 */
export const dynamicMarker = 'vitrine-whole-page';

/** UploadThing's hosts: the file CDN and the ingest that browsers upload to. Unused, and harmless, where the twin stands in. */
const fileHosts = 'https://*.ufs.sh https://utfs.io';
const ingestHosts = 'https://*.uploadthing.com';

/**
 * The Content-Security-Policy. With a nonce (dynamic pages) only scripts that carry it run. Without one (cached pages, whose inline scripts come
 * with their content and are the same for everybody, so that no header fixed at build could name them) inline scripts are allowed and all else is strict.
 * @param formTargets origins besides our own that forms may lead to: without JavaScript the button "Go on with GitHub" is a form whose answer redirects there,
 * and Chromium asks the policy at each step of the way
 * @param showsOthers the page shows pictures from anywhere on the web, for somebody to choose from
 */
export function contentSecurityPolicy(
  nonce?: string,
  formTargets: readonly string[] = [],
  showsOthers = false,
): string {
  const isDevelopment = process.env.NODE_ENV === 'development';
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'self' 'unsafe-inline'";
  return [
    "default-src 'none'",
    `script-src ${scripts}${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${showsOthers ? 'https: http:' : fileHosts}`,
    "font-src 'self'",
    `connect-src 'self' ${ingestHosts}${isDevelopment ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
