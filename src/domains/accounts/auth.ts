import 'server-only';
import NextAuth, { type NextAuthConfig } from 'next-auth';
import { env, siteOrigin } from '@/platform/env';
import { log } from '@/platform/log';
import { cookieOptions, sessionCookie } from '@/platform/session';
import { closeSession, openSession } from './commands/sessions';
import { findViewer } from './queries';
import { sessionDays } from './rules';
import type { MemberId } from './tables';

/**
 * Sessions are rows. Auth.js allows its database strategy only beside another provider, so we keep its token strategy and make its token the opaque
 * name of a row: `encode` opens a session, `decode` looks one up. Built per request, since variables are not there while the site is built.
 */
function config(): NextAuthConfig {
  process.env.AUTH_URL ??= siteOrigin();
  const maxAge = sessionDays * 86_400;
  return {
    secret: env.AUTH_SECRET,
    trustHost: true,
    basePath: '/api/auth',
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge },
    cookies: { sessionToken: { name: sessionCookie(), options: cookieOptions() } },
    providers: [],
    jwt: {
      maxAge,
      encode: async ({ token }) => {
        if (typeof token?.session === 'string') return token.session;
        return openSession(Number(token?.sub) as MemberId);
      },
      decode: async ({ token }) => {
        const viewer = token ? await findViewer(token) : null;
        return viewer && token ? { sub: String(viewer.id), session: token, handle: viewer.handle } : null;
      },
    },
    callbacks: {
      // All that `/api/auth/session` tells: never a column that happens to be in the row. The library's type wants its own user.
      session: ({ token, session }) =>
        ({ user: { handle: String(token.handle) }, expires: session.expires }) as unknown as typeof session,
    },
    events: {
      signOut: async (message) => {
        if ('token' in message && typeof message.token?.session === 'string') await closeSession(message.token.session);
      },
    },
    logger: {
      error: (error) => log.info('auth.refused', { kind: error.name }),
      warn: (code) => log.debug('auth.warned', { code }),
      debug: () => {},
    },
  };
}

export const { handlers } = NextAuth(async () => config());
