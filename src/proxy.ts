import { type NextRequest, NextResponse } from 'next/server';
import { signInOrigins } from '@/platform/env';
import { contentSecurityPolicy, dynamicMarker } from '@/platform/rendering';

/** The page that shows what a bookmarklet found elsewhere: pictures that are not here yet. */
const showsOthers = /^(?:\/zh)?\/share\/found\/?$/;

/**
 * For dynamic pages only (cached ones never pass here, it would double their cost): gives the page's own scripts a nonce, and marks the request so
 * that Next answers in one piece. It guards nothing: who may do what is decided where the data is.
 */
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce, signInOrigins(), showsOthers.test(request.nextUrl.pathname));
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('user-agent', `${headers.get('user-agent') ?? ''} ${dynamicMarker}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Every page of `app/[locale]/(personal)`; a guard holds the two lists together. */
export const config = {
  matcher: [
    '/:locale(zh)?/sign-in/:path*',
    '/:locale(zh)?/register/:path*',
    '/:locale(zh)?/confirm',
    '/:locale(zh)?/settings/:path*',
    '/:locale(zh)?/feed',
    '/:locale(zh)?/notifications',
    '/:locale(zh)?/history',
    '/:locale(zh)?/unsubscribe/:token',
    '/:locale(zh)?/share/:path*',
    '/:locale(zh)?/pages/:path*',
    { source: '/:locale(zh)?/explore/:path*', has: [{ type: 'query', key: 'after' }] },
    { source: '/:locale(zh)?/explore/:path*', has: [{ type: 'query', key: 'page' }] },
    { source: '/:locale(zh)?/tags/:tag', has: [{ type: 'query', key: 'after' }] },
    '/:locale(zh)?/people/:handle/:list(likes|followers|following)',
    { source: '/:locale(zh)?/people/:path*', has: [{ type: 'query', key: 'after' }] },
    { source: '/:locale(zh)?/people/:path*', has: [{ type: 'query', key: 'mine' }] },
    '/:locale(zh)?/images/:ref/:slug/likes',
    { source: '/:locale(zh)?/images/:ref/:slug', has: [{ type: 'query', key: 'mine' }] },
    { source: '/:locale(zh)?/images/:ref/:slug', has: [{ type: 'query', key: 'comments' }] },
  ],
};
