import 'server-only';
import { z } from 'zod';
import { type Locale, localePath, locales } from '@/i18n/routing';
import { Refusal, refuse } from '@/kernel/refusal';
import { log } from '@/platform/log';
import { sealedCookie } from '@/platform/sealed-cookie';
import { joinFromElsewhere, linkIdentity, type Newcomer, recognise } from './commands/identities';
import { startSession } from './entrance';
import { identityProviders } from './rules';
import { currentViewer } from './viewer';

/** A browser on its way to an account elsewhere: where it wants to go in the end, its language, and who wants to link that account, if somebody does. */
const journey = z.object({ back: z.string(), locale: z.enum(locales), memberId: z.number().nullable() });
export type Journey = z.output<typeof journey>;
export const journeys = sealedCookie('vitrine-journey', 15, journey);

/** Somebody who has proven an account elsewhere and has still to choose a handle here. */
const arrival = z.object({
  provider: z.enum(identityProviders),
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  back: z.string(),
});
const arrivals = sealedCookie('vitrine-arrival', 30, arrival);

/** Who is to choose a handle in this browser; null for nobody (any more). */
export const readArrival = () => arrivals.read();

/** Where somebody who came back refused wanted to go: it is still on the way there, whichever way is tried next. */
export const readDestination = async () => (await journeys.read())?.back;

/** The page where a journey ends that did not arrive, and where the reason is told (`elsewhereTrouble`). */
export function startOf({ locale, memberId }: Journey): string {
  return localePath(memberId === null ? '/sign-in' : '/settings', locale);
}

/**
 * Where somebody goes who has proven an account elsewhere: signed in, linked, or to choose a handle. What is refused is told on the page where they began.
 * Sets cookies.
 * @returns an address of this site, language included
 */
export async function arrive(newcomer: Newcomer): Promise<string> {
  const going = (await journeys.read()) ?? { back: '/', locale: 'en' as const, memberId: null };
  try {
    const path = await enter(newcomer, going);
    await journeys.drop();
    return localePath(path, going.locale);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) {
      // Auth.js will tell the person; of the mistake it would keep only the name.
      log.error('auth.failed', { error: thrown });
      throw thrown;
    }
    return `${startOf(going)}?error=${thrown.code}`;
  }
}

async function enter(newcomer: Newcomer, { back, memberId }: Journey): Promise<string> {
  if (memberId !== null) {
    const viewer = await currentViewer();
    if (viewer?.id !== memberId) refuse('anonymous', 'accounts.elsewhere-changed', 'Somebody else is signed in now.');
    await linkIdentity(viewer, newcomer);
    return '/settings#ways';
  }
  const known = await recognise(newcomer);
  if (known !== null) {
    await startSession(known);
    // The sign-in page leads members on at once, and is where one who is leaving can stay.
    return `/sign-in?back=${encodeURIComponent(back)}`;
  }
  await arrivals.keep({ ...newcomer, email: newcomer.email ?? '', back });
  return '/register/handle';
}

/**
 * Makes a member of whoever arrived in this browser, and signs them in.
 * @returns where they wanted to go, a path without language
 * @throws Refusal `accounts.elsewhere-over` when nobody did (any more), and those of `joinFromElsewhere`
 */
export async function joinAs(handle: string, locale: Locale): Promise<string> {
  const arrived = await arrivals.read();
  if (!arrived) refuse('gone', 'accounts.elsewhere-over', 'Too much time has passed; begin again.');
  const { back, ...newcomer } = arrived;
  const memberId = await joinFromElsewhere(newcomer, { handle, locale });
  await arrivals.drop();
  await startSession(memberId);
  return back;
}

const told = [
  'accounts.elsewhere-unverified',
  'accounts.elsewhere-suspended',
  'accounts.gone',
  'accounts.elsewhere-taken',
  'accounts.elsewhere-other',
  'accounts.elsewhere-changed',
] as const;

/** What `?error=` of a journey's end means, as a code of `refusals`; null for none. Auth.js has words of its own there, and anybody can write any. */
export function elsewhereTrouble(error: string | string[] | undefined) {
  if (!error) return null;
  if (error === 'OAuthCallbackError') return 'accounts.elsewhere-no';
  return told.find((code) => code === error) ?? 'accounts.elsewhere-failed';
}
