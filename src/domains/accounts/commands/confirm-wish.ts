import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { invariant } from '@/kernel/invariant';
import { refuse } from '@/kernel/refusal';
import { isUniqueViolation } from '@/platform/db/unique-violation';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { memberRegistered, passwordChanged } from '../events';
import { hashPassword, refuseCommonPassword } from '../passwords';
import type { CodePurpose } from '../rules';
import { type MemberId, members, passwords } from '../tables';
import { isNotGone } from '../visibility';
import { refuseFormerHandle, refuseTakenHandle } from './change-handle';
import { closeOtherSessions } from './sessions';
import { fulfil, type ProvenRequest, takeGuess } from './take-guess';

/** Another member has the name or the address by now: the database says so. */
function refuseTaken(thrown: unknown): never {
  if (isUniqueViolation(thrown, 'members_by_email'))
    refuse('conflict', 'accounts.email-taken', 'This e-mail has an account by now.');
  return refuseTakenHandle(thrown);
}

type Given = { code: string; handle?: string | undefined; password?: string | undefined };

/**
 * Makes the wish of this browser come true, if the code is right: a member, a new password, another e-mail.
 * @param viewer who is signed in here: another e-mail is given to nobody else
 * @returns `joined`: the handle of a member who is new, whose page was missing until now
 * @throws Refusal those of {@link takeGuess}; `accounts.handle-taken` (the code is not used up: choose another handle); `accounts.email-taken`;
 * `accounts.password-short` without a new password, `accounts.password-common`
 */
export async function confirmWish(
  token: string | null,
  { code, handle, password }: Given,
  { viewer, network }: { viewer: { id: MemberId } | null; network: string },
  now = new Date(),
): Promise<{ purpose: CodePurpose; memberId: MemberId; joined?: string }> {
  if (password) await refuseCommonPassword(password, {});
  const request = await takeGuess(token, code, network, now);
  const { purpose } = request;
  if (purpose === 'register') return { purpose, ...(await join(request, handle, now)) };
  if (purpose === 'change-email') return { purpose, memberId: await moveTo(request, viewer, now) };
  return { purpose, memberId: await renewPassword(request, password, now) };
}

/** The handle is taken now, not when it was wished for: whoever comes second keeps the code and chooses another. */
async function join(request: ProvenRequest, other: string | undefined, now: Date) {
  const { email, locale, passwordHash } = request;
  const handle = other ?? request.handle ?? '';
  invariant(passwordHash !== null, 'a registration has a password');
  return transaction(async (tx) => {
    await fulfil(tx, request, now);
    const [member] = await tx
      .insert(members)
      .values({ handle, name: handle, email, locale, createdAt: now })
      .returning({ id: members.id });
    invariant(member, 'an inserted row comes back');
    await refuseFormerHandle(tx, handle, member.id);
    await tx.insert(passwords).values({ memberId: member.id, hash: passwordHash, changedAt: now });
    await announce(tx, memberRegistered, { memberId: member.id });
    return { memberId: member.id, joined: handle };
  }).catch(refuseTaken);
}

/** For whoever has the proven e-mail; all their sessions end. Nobody has it who may sign in: no code was ever sent there, so this one was guessed. */
async function renewPassword(request: ProvenRequest, password: string | undefined, now: Date): Promise<MemberId> {
  if (!password) {
    const fields = { password: 'accounts.password-short' };
    refuse('invalid', 'accounts.password-short', 'Choose a new password.', { fields });
  }
  const hash = await hashPassword(password);
  return transaction(async (tx) => {
    await fulfil(tx, request, now);
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .where(
        and(eq(sql`lower(${members.email})`, request.email.toLowerCase()), isNull(members.suspendedAt), isNotGone(now)),
      )
      .for('update');
    if (!member) refuse('invalid', 'accounts.code-wrong', 'That is not the code.');
    await tx
      .insert(passwords)
      .values({ memberId: member.id, hash, changedAt: now })
      .onConflictDoUpdate({ target: passwords.memberId, set: { hash, changedAt: now } });
    await closeOtherSessions(tx, member.id, null);
    await announce(tx, passwordChanged, { memberId: member.id });
    return member.id;
  });
}

/** Only for the member who wished it, and only while signed in here. */
async function moveTo(request: ProvenRequest, viewer: { id: MemberId } | null, now: Date): Promise<MemberId> {
  const { memberId } = request;
  if (memberId === null || viewer?.id !== memberId)
    refuse('gone', 'accounts.request-over', 'There is nothing to confirm any more; begin again.');
  await transaction(async (tx) => {
    await fulfil(tx, request, now);
    await tx.update(members).set({ email: request.email }).where(eq(members.id, memberId));
  }).catch(refuseTaken);
  return memberId;
}
