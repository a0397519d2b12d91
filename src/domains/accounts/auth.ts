import 'server-only';
import NextAuth, { customFetch, type NextAuthConfig, type Profile } from 'next-auth';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { isBlank, lineOf } from '@/kernel/words';
import { env, signInHosts, siteOrigin } from '@/platform/env';
import { log } from '@/platform/log';
import { cookieName, cookieOptions, sessionCookie } from '@/platform/session';
import type { Newcomer } from './commands/identities';
import { arrive, type Journey, journeys, startOf } from './elsewhere';
import { endSession } from './entrance';
import { email as emailForm } from './inputs';
import { findViewer } from './queries';
import { bounds, type IdentityProvider, identityProviders, sessionDays } from './rules';

/** Nothing hangs on a provider that does not answer. */
const inTime: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(5_000) });

const githubProfile = z.object({
  name: z.string().nullish(),
  login: z.string(),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
});

/** Some issuers write the truth as a word. */
const googleProfile = z.object({
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.union([z.boolean(), z.stringbool()]).nullish(),
});

/** Auth.js would take GitHub's first e-mail without asking whether it is confirmed; that stands in a list of its own. */
async function askGithub(api: string, accessToken: string | undefined): Promise<Profile> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json', 'user-agent': 'Vitrine' };
  const ask = async (path: string): Promise<unknown> => {
    const answer = await inTime(api + path, { headers, redirect: 'error' });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };
  const [profile, emails] = await Promise.all([ask('/user'), ask('/user/emails')]);
  return { ...(profile as Profile), emails };
}

function providers(): NextAuthConfig['providers'] {
  const { github, google } = signInHosts();
  const isOwn = github && new URL(github.url).host !== 'github.com';
  const api = isOwn ? `${github.url}/api/v3` : 'https://api.github.com';
  return [
    github &&
      GitHub({
        ...github,
        ...(isOwn && { enterprise: { baseUrl: github.url } }),
        checks: ['pkce', 'state'],
        userinfo: { url: `${api}/user`, request: ({ tokens }: Asked) => askGithub(api, tokens.access_token) },
        [customFetch]: inTime,
      }),
    google && Google({ ...google, issuer: google.url, checks: ['pkce', 'state', 'nonce'], [customFetch]: inTime }),
  ].filter((provider) => provider !== undefined);
}

type Asked = { tokens: { access_token?: string } };

/** The first address of these in a form we can write to. GitHub's own forwarding addresses take no mail. */
const usable = (addresses: (string | null | undefined)[]) =>
  addresses.find((given) => given && !/@users\.noreply\./i.test(given) && emailForm.safeParse(given).success) ?? null;

/** Who came back, in our words. @throws ZodError when the provider tells something else than it should */
function newcomerOf(provider: IdentityProvider, accountId: string, told: unknown): Newcomer {
  if (provider === 'github') {
    const { name, login, emails } = githubProfile.parse(told);
    const confirmed = emails.filter(({ verified }) => verified).sort((a, b) => Number(b.primary) - Number(a.primary));
    return { provider, accountId, email: usable(confirmed.map(({ email }) => email)), name: nameOf(name || login) };
  }
  const { name, email, email_verified } = googleProfile.parse(told);
  return { provider, accountId, email: usable([email_verified ? email : null]), name: nameOf(name ?? '') };
}

const nameOf = (name: string) => (isBlank(name) ? '' : [...lineOf(name)].slice(0, bounds.name).join('').trim());

/** What an owner needs to find a wrong key, and nothing about a person: the provider's or the library's own word for it. */
function whyOf({ cause }: Error): unknown {
  type Told = { error?: unknown; code?: unknown; name?: unknown };
  const told = cause as (Told & { err?: Told }) | undefined;
  const why = told?.err ?? told;
  return why?.error ?? why?.code ?? why?.name;
}

/** Cookies of ours are told apart by port where copies run side by side; so are the library's. */
function cookieNames(): NextAuthConfig['cookies'] {
  const named = (name: string) => ({ name: cookieName(`vitrine-auth-${name}`) });
  return {
    sessionToken: { name: sessionCookie(), options: cookieOptions() },
    callbackUrl: named('callback'),
    csrfToken: named('csrf'),
    pkceCodeVerifier: named('pkce'),
    state: named('state'),
    nonce: named('nonce'),
  };
}

/**
 * Auth.js is the client of GitHub and Google, and no more: who comes back from there goes on by {@link arrive}, which opens a session as every other way of
 * signing in does. The rest makes its addresses tell the truth: its token is the opaque name of a session's row. Built per request, since variables are not
 * there while the site is built.
 */
async function config(): Promise<NextAuthConfig> {
  process.env.AUTH_URL ??= siteOrigin();
  const going = (await journeys.read()) ?? { back: '/', locale: 'en' as const, memberId: null };
  const start = startOf(going);
  return {
    secret: env.AUTH_SECRET,
    trustHost: true,
    basePath: '/api/auth',
    pages: { signIn: start, signOut: start, error: start },
    session: { strategy: 'jwt', maxAge: sessionDays * 86_400 },
    cookies: cookieNames(),
    providers: providers(),
    jwt: {
      encode: ({ token }) => String(token?.session),
      decode: async ({ token }) => {
        const viewer = token ? await findViewer(token) : null;
        return viewer && token ? { session: token, handle: viewer.handle } : null;
      },
    },
    callbacks: {
      signIn: ({ account, profile }) => {
        const provider = identityProviders.find((known) => known === account?.provider);
        if (!provider || !account) return false;
        return arrive(newcomerOf(provider, account.providerAccountId, profile));
      },
      // Only ever within this site, whoever asks.
      redirect: ({ url, baseUrl }) => {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
        return target?.origin === baseUrl ? target.href : baseUrl;
      },
      // All that `/api/auth/session` tells: never a column that happens to be in the row. The library's type wants its own user.
      session: ({ token, session }) =>
        ({ user: { handle: String(token.handle) }, expires: session.expires }) as unknown as typeof session,
    },
    events: { signOut: endSession },
    logger: {
      error: (error) => log.info('auth.refused', { kind: error.name, why: whyOf(error) }),
      warn: (code) => log.debug('auth.warned', { code }),
      debug: () => {},
    },
  };
}

const { handlers, signIn } = NextAuth(config);

export { handlers };

/**
 * Sends this browser to a provider, from where it comes back to `/api/auth/callback/…`. Ends in a redirect, which is thrown.
 * @throws Refusal `accounts.elsewhere-closed` when its keys are not set
 */
export async function setOut(provider: IdentityProvider, journey: Journey): Promise<void> {
  if (!signInHosts()[provider])
    refuse('missing', 'accounts.elsewhere-closed', 'Signing in that way is not possible here.');
  await journeys.keep(journey);
  await signIn(provider, { redirectTo: '/' });
}
