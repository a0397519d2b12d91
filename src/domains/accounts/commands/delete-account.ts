import 'server-only';
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { mailWords, sendLetter } from '@/platform/mail/letter';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { memberDeleted } from '../events';
import type { Viewer } from '../queries';
import { erasedIfLeftBefore, goneFrom } from '../rules';
import { codeRequests, type MemberId, members } from '../tables';
import { isHere } from '../visibility';
import { demandOwnPassword } from './own-password';
import { closeOtherSessions } from './sessions';

/**
 * Takes a member out of everybody's sight at once, with all they shared, and ends every session. The account can be had back for `undoDays`; then it is
 * erased. The member gives the password once more; one without a password types the own handle.
 * @throws Refusal `accounts.password-wrong`, `accounts.handle-wrong`, `site.limited`; `accounts.sign-in-first` when it was deleted already
 */
export async function deleteAccount(
  member: Pick<Viewer, 'id' | 'handle'>,
  { currentPassword, handle }: { currentPassword?: string | undefined; handle?: string | undefined },
  now = new Date(),
): Promise<void> {
  const hash = await demandOwnPassword(member, currentPassword, now);
  if (hash === null && handle !== member.handle) {
    const fields = { handle: 'accounts.handle-wrong' };
    refuse('invalid', 'accounts.handle-wrong', 'That is not your handle.', { fields });
  }
  await transaction(async (tx) => {
    const [deleted] = await tx
      .update(members)
      .set({ deletedAt: now })
      .where(and(eq(members.id, member.id), isHere))
      .returning({ email: members.email });
    if (!deleted) refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.');
    await closeOtherSessions(tx, member.id, null);
    const isForThem = eq(sql`lower(${codeRequests.email})`, deleted.email.toLowerCase());
    await tx.delete(codeRequests).where(or(eq(codeRequests.memberId, member.id), isForThem));
    await announce(tx, memberDeleted, { memberId: member.id });
  });
}

/**
 * Gives a member the account back. The condition decides against the job that erases: who comes in time has it, who does not finds nothing.
 * @returns the handle, for the caches
 * @throws Refusal `accounts.gone` when the days are over, nothing was deleted, or the member is suspended
 */
export async function keepAccount(memberId: MemberId, now = new Date()): Promise<{ handle: string }> {
  const [kept] = await db
    .update(members)
    .set({ deletedAt: null })
    .where(and(eq(members.id, memberId), gt(members.deletedAt, erasedIfLeftBefore(now)), isNull(members.suspendedAt)))
    .returning({ handle: members.handle });
  return kept ?? refuse('gone', 'accounts.gone', 'This account cannot be had back any more.');
}

/**
 * Writes to a member who deleted the account until when it can be had back. Not to one who has come back or is gone by now.
 * @throws when the mail was not accepted: the job tries again
 */
export async function tellDeleted(memberId: number, now = new Date()): Promise<void> {
  const [member] = await db
    .select({ email: members.email, locale: members.locale, timeZone: members.timeZone, deletedAt: members.deletedAt })
    .from(members)
    .where(eq(members.id, memberId as MemberId));
  if (!member || member.deletedAt === null) return;
  const { email, locale, timeZone, deletedAt } = member;
  const t = mailWords(locale);
  const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    goneFrom(deletedAt),
  );
  const letter = {
    // With the time: who deletes, returns and deletes again is told twice.
    key: `account-deleted:${memberId}:${deletedAt.getTime()}`,
    to: email,
    locale,
    subject: t('deleted-subject'),
    title: t('deleted-title'),
    paragraphs: [t('deleted-text', { until }), t('deleted-not-you')],
    action: { label: t('deleted-back'), path: '/sign-in' },
    why: t('account-why'),
  };
  await sendLetter(letter, now);
}
