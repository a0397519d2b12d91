import 'server-only';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Locale } from '@/i18n/routing';
import { aToken } from '@/kernel/ids';
import { invariant } from '@/kernel/invariant';
import { refuse } from '@/kernel/refusal';
import { type Ceiling, spend } from '@/platform/db/ceilings';
import { db } from '@/platform/db/client';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { hashOfToken } from '@/platform/session';
import { codeRequested } from '../events';
import { hashPassword, refuseCommonPassword } from '../passwords';
import { isHandleTaken, type Viewer } from '../queries';
import { codeRequestMinutes } from '../rules';
import { codeRequests, type MemberId, members } from '../tables';
import { demandOwnPassword } from './own-password';

/** What somebody wants and a code is to prove. */
export type Wish =
  | { purpose: 'register'; email: string; handle: string; password: string }
  | { purpose: 'reset-password'; email: string }
  | { purpose: 'change-email'; email: string; memberId: MemberId };

/** Who is asking: their network, whether with a proof of work, and the language the mail is to be in. */
export type Asking = { network: string; isProven: boolean; locale: Locale };

/** A new code: one a minute and five an hour for an e-mail, twenty an hour for a network; without a proof of work half of that. */
function codeCeilings(email: string, { network, isProven }: Asking): Ceiling[] {
  const most = (max: number) => Math.floor(isProven ? max : max / 2);
  const address = email.toLowerCase();
  return [
    { kind: 'code-minute', key: address, max: 1, windowSeconds: 60 },
    { kind: 'code-email', key: address, max: most(5), windowSeconds: 3_600 },
    { kind: 'code-network', key: network, max: most(20), windowSeconds: 3_600 },
  ];
}

/**
 * Writes down a wish and has a code sent, by a job: nothing here looks whether the e-mail is a member's, so that neither answer nor time tell.
 * @returns the token for the browser that asked, kept nowhere else
 * @throws Refusal `site.limited` beyond the ceilings
 */
export async function requestCode(wish: Wish, asking: Asking, now = new Date()): Promise<string> {
  await spend(codeCeilings(wish.email, asking), now);
  const passwordHash = wish.purpose === 'register' ? await hashPassword(wish.password) : null;
  const token = aToken();
  await transaction(async (tx) => {
    const [request] = await tx
      .insert(codeRequests)
      .values({
        tokenHash: hashOfToken(token),
        purpose: wish.purpose,
        email: wish.email,
        memberId: wish.purpose === 'change-email' ? wish.memberId : null,
        handle: wish.purpose === 'register' ? wish.handle : null,
        passwordHash,
        locale: asking.locale,
        isProven: asking.isProven,
        codeAskedAt: now,
        createdAt: now,
        expiresAt: new Date(now.getTime() + codeRequestMinutes * 60_000),
      })
      .returning({ requestId: codeRequests.id, sequence: codeRequests.sequence });
    invariant(request, 'an inserted row comes back');
    await announce(tx, codeRequested, request);
  });
  return token;
}

/**
 * Wishes to register. A handle that somebody has is refused at once, since handles are public; it is taken only when the code is confirmed.
 * @throws Refusal `accounts.password-common`, `accounts.handle-taken`, and those of {@link requestCode}
 */
export async function requestRegistration(
  { email, handle, password }: { email: string; handle: string; password: string },
  asking: Asking,
  now = new Date(),
): Promise<string> {
  await refuseCommonPassword(password, { handle, email });
  if (await isHandleTaken(handle)) {
    const fields = { handle: 'accounts.handle-taken' };
    refuse('conflict', 'accounts.handle-taken', 'Somebody has this handle.', { fields });
  }
  return requestCode({ purpose: 'register', email, handle, password }, asking, now);
}

/**
 * A member wishes for another e-mail, and proves with the password that it is not a stranger at an open screen.
 * @throws Refusal `accounts.password-wrong`, `accounts.email-same`, and those of {@link requestCode}
 */
export async function requestNewEmail(
  { id }: Pick<Viewer, 'id'>,
  { email, currentPassword }: { email: string; currentPassword?: string | undefined },
  asking: Asking,
  now = new Date(),
): Promise<string> {
  await demandOwnPassword({ id }, currentPassword, now);
  const isOwn = and(eq(members.id, id), eq(members.email, email));
  const [own] = await db.select({ id: members.id }).from(members).where(isOwn);
  if (own) {
    const fields = { email: 'accounts.email-same' };
    refuse('invalid', 'accounts.email-same', 'That is your e-mail already.', { fields });
  }
  return requestCode({ purpose: 'change-email', email, memberId: id }, asking, now);
}

/**
 * Has a new code sent for the wish of this browser; the one before it counts no more. Of two who ask at once one is sent.
 * @throws Refusal `accounts.request-over` when there is no such wish (any more), `site.limited` beyond the ceilings
 */
export async function requestNewCode(token: string | null, asking: Asking, now = new Date()): Promise<void> {
  const isOpen = and(isNull(codeRequests.usedAt), gt(codeRequests.expiresAt, now));
  const [open] = token
    ? await db
        .select({ id: codeRequests.id, email: codeRequests.email, sequence: codeRequests.sequence })
        .from(codeRequests)
        .where(and(eq(codeRequests.tokenHash, hashOfToken(token)), isOpen))
    : [];
  if (!open) refuse('gone', 'accounts.request-over', 'There is nothing to confirm any more; begin again.');
  await spend(codeCeilings(open.email, asking), now);
  await transaction(async (tx) => {
    const [renewed] = await tx
      .update(codeRequests)
      .set({ sequence: open.sequence + 1, guesses: 0, codeAskedAt: now, isProven: asking.isProven })
      .where(and(eq(codeRequests.id, open.id), eq(codeRequests.sequence, open.sequence), isOpen))
      .returning({ requestId: codeRequests.id, sequence: codeRequests.sequence });
    if (renewed) await announce(tx, codeRequested, renewed);
  });
}

/** Removes wishes whose time is over, with the passwords they wanted. */
export async function forgetOldRequests(now: Date): Promise<void> {
  await db.delete(codeRequests).where(lt(codeRequests.expiresAt, now));
}
