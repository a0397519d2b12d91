import { NextRequest } from 'next/server';
import { handlers } from '@/domains/accounts/auth';
import { readAtMost } from '@/platform/body';
import { siteOrigin } from '@/platform/env';
import { refusalResponse } from '@/platform/route';

/** Far more than any form of Auth.js. */
const largestBody = 64 * 1024;

type Door = (request: NextRequest) => Promise<Response>;

/** Auth.js answers 500 to what it finds wrong in an address or a cookie: that is not our fault, and the sign-in page has words for it. */
async function open(door: Door, request: NextRequest): Promise<Response> {
  try {
    const answer = await door(request);
    if (answer.status >= 500) return Response.redirect(`${siteOrigin()}/sign-in?error=Configuration`, 303);
    const cookies = answer.headers.getSetCookie();
    if (cookies.length === 0) return answer;
    answer.headers.delete('set-cookie');
    // Asking who one is changes nothing, not even the cookie of somebody who may have an account back.
    if (request.method === 'GET' && request.nextUrl.pathname.endsWith('/session')) return answer;
    // Where we set cookies too, Next writes all of them again, and loses a Max-Age of 0: what is to go would stay, empty.
    for (const cookie of cookies)
      answer.headers.append('set-cookie', cookie.replace(/Max-Age=0(?=;|$)/i, 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'));
    return answer;
  } catch (thrown) {
    return refusalResponse(thrown, 'auth');
  }
}

export const GET = (request: NextRequest) => open(handlers.GET, request);

export async function POST(request: NextRequest): Promise<Response> {
  const body = await readAtMost(request, largestBody);
  if (body === null) return Response.json({ message: 'The body is too large.' }, { status: 413 });
  const { url, method, headers } = request;
  return open(handlers.POST, new NextRequest(url, { method, headers, body: new Uint8Array(body) }));
}
