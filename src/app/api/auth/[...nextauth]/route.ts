import { handlers } from '@/domains/accounts/auth';
import { refuse } from '@/kernel/refusal';
import { refusalResponse } from '@/platform/route';

export const { GET } = handlers;

/**
 * Passwords go through the sign-in form alone, where tries are limited: the same door of Auth.js, which knows no limit, stays shut.
 * What is left here serves other providers.
 */
export async function POST(...[request]: Parameters<typeof handlers.POST>): Promise<Response> {
  try {
    if (new URL(request.url).pathname.includes('/credentials'))
      refuse('missing', 'accounts.sign-in-form', 'Sign in with the form at /sign-in.');
    return await handlers.POST(request);
  } catch (thrown) {
    return refusalResponse(thrown, 'auth');
  }
}
