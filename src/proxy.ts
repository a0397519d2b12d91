import { type NextRequest, NextResponse } from 'next/server';
import { dynamicMarker } from '@/platform/rendering';
export function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const csp = `default-src 'self'; script-src 'nonce-${nonce}' 'strict-dynamic'`;
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', csp);
  if (request.nextUrl.searchParams.has('mark')) headers.set('user-agent', `${headers.get('user-agent') ?? ''} ${dynamicMarker}`);
  const r = NextResponse.next({ request: { headers } });
  r.headers.set('content-security-policy', csp);
  return r;
}
export const config = { matcher: ['/sign-in', '/zh/sign-in', '/pages/:path*'] };
