import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { contentSecurityPolicy, dynamicMarker } from './src/platform/rendering';

/** Addresses that exist once for everybody, outside the languages. */
const unlocalised =
  'api|_next|zh|en|favicon\\.svg|icon-(?:192|512)\\.png|apple-touch-icon\\.png|og\\.png|robots\\.txt|screenshot\\.png';

const people = ['/people', '/people/most-followed', '/people/:handle'];

const explore = ['/explore', '/explore/most-liked', '/explore/most-viewed'];

/** A cached address has no query. One with a cursor (`after`, `comments`) or a number (`page`), or as whoever is looking sees it (`mine`), is drawn by its dynamic twin, below `/pages`. */
const image = '/images/:ref/:slug';
const twins = {
  after: [...explore, '/tags/:tag', ...people],
  page: explore,
  mine: [...people, image],
  comments: [image],
};

/** What holds for every answer; on dynamic pages the proxy puts a stricter Content-Security-Policy, with a nonce, in this one's place. */
const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy() },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
];

const config: NextConfig = {
  output: 'standalone',
  reactStrictMode: true,
  // Types are checked by `npm run check`; the start of a fresh machine need not wait for them again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  cacheComponents: true,
  partialPrefetching: false,
  // Invented addresses must not fill the disk; the memory they may take is stated.
  cacheMaxMemorySize: 64 * 1024 * 1024,
  experimental: {
    isrFlushToDisk: false,
    serverActions: { bodySizeLimit: '2mb' },
    inlineCss: false,
  },
  // Read from disk, not bundled: they are for owners to change.
  outputFileTracingIncludes: { '/*': ['./src/i18n/texts/*.md'] },
  htmlLimitedBots: new RegExp(dynamicMarker),
  serverExternalPackages: ['sharp', '@node-rs/argon2', 'postgres', 'nodemailer'],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // A file shows itself and nothing more. The file host says so too, but what is set here counts.
    {
      source: '/api/files/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: "default-src 'none'; sandbox" },
        // Mails and feeds show pictures in other programs, some of them web pages.
        { key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' },
      ],
    },
  ],
  redirects: async () => [
    { source: '/en', destination: '/', permanent: true },
    { source: '/en/:path*', destination: '/:path*', permanent: true },
  ],
  rewrites: async () => ({
    beforeFiles: [
      ...Object.entries(twins).flatMap(([key, pages]) =>
        pages.flatMap((page) => [
          { source: page, has: [{ type: 'query' as const, key }], destination: `/en/pages${page}` },
          { source: `/zh${page}`, has: [{ type: 'query' as const, key }], destination: `/zh/pages${page}` },
        ]),
      ),
      { source: '/sitemap.xml', destination: '/api/sitemap' },
      { source: '/sitemap-:part.xml', destination: '/api/sitemap/:part' },
      { source: '/feeds/all.atom', destination: '/api/feeds/all' },
      { source: '/feeds/people/:handle.atom', destination: '/api/feeds/people/:handle' },
      { source: '/feeds/tags/:tag.atom', destination: '/api/feeds/tags/:tag' },
      { source: '/', destination: '/en' },
      { source: `/:path((?!(?:${unlocalised})(?:/|$)).*)`, destination: '/en/:path' },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default createNextIntlPlugin('./src/i18n/request.ts')(config);
