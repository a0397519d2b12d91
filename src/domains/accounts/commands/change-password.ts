import 'server-only';
import { and, eq } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import { db, type Tx } from '@/platform/db/client';
import { mailWords, sendLetter } from '@/platform/mail/letter';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { passwordChanged } from '../events';
import { hashPassword, refuseCommonPassword } from '../passwords';
import type { Viewer } from '../queries';
import { members, passwords } from '../tables';
import { demandOwnPassword } from './own-password';
import { closeOtherSessions } from './sessions';

type Member = Pick<Viewer, 'id' | 'handle' | 'sessionId'>;
type Given = { currentPassword?: string | undefined; newPassword: string };

/**
 * Gives a member another password, or a first one to a member who signs in elsewhere. Every other session ends, and a mail tells of it. Who signs in with
 * the old one in that moment is waited for, and their session ends too: see `openSessionByPassword`.
 * @throws Refusal `accounts.password-common`; `accounts.password-wrong` also when it was changed from elsewhere meanwhile; `site.limited`
 */
export async function changePassword(member: Member, given: Given, now = new Date()): Promise<void> {
  const [own] = await db.select({ email: members.email }).from(members).where(eq(members.id, member.id));
  await refuseCommonPassword(given.newPassword, { handle: member.handle, ...own }, 'newPassword');
  const old = await demandOwnPassword(member, given.currentPassword, now);
  const hash = await hashPassword(given.newPassword);
  await transaction(async (tx) => {
    if (!(await replace(tx, member, old, { hash, changedAt: now }))) {
      const fields = { currentPassword: 'accounts.password-wrong' };
      refuse('conflict', 'accounts.password-wrong', 'The password was changed meanwhile.', { fields });
    }
    await closeOtherSessions(tx, member.id, member.sessionId);
    await announce(tx, passwordChanged, { memberId: member.id });
  });
}

/** Only the password that was asked for is replaced: of two who change it at once, one does. */
async function replace(tx: Tx, { id }: Member, old: string | null, next: { hash: string; changedAt: Date }) {
  const replaced =
    old === null
      ? await tx
          .insert(passwords)
          .values({ memberId: id, ...next })
          .onConflictDoNothing()
          .returning()
      : await tx
          .update(passwords)
          .set(next)
          .where(and(eq(passwords.memberId, id), eq(passwords.hash, old)))
          .returning();
  return replaced.length > 0;
}

/**
 * Writes to a member whose password was changed, however it was: once for each change, however often the job runs.
 * @throws when the mail was not accepted: the job tries again
 */
export async function tellPasswordChange({ memberId }: { memberId: number }, now = new Date()): Promise<void> {
  const id = memberId as Viewer['id'];
  const [member] = await db
    .select({
      email: members.email,
      locale: members.locale,
      timeZone: members.timeZone,
      changedAt: passwords.changedAt,
    })
    .from(members)
    .innerJoin(passwords, eq(passwords.memberId, members.id))
    .where(eq(members.id, id));
  if (!member) return;
  const { email, locale, timeZone, changedAt } = member;
  const t = mailWords(locale);
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(changedAt);
  const letter = {
    key: `password-changed:${memberId}:${changedAt.getTime()}`,
    to: email,
    locale,
    subject: t('password-changed-subject'),
    title: t('password-changed-title'),
    paragraphs: [t('password-changed-text', { when }), t('password-changed-not-you')],
    action: { label: t('known-forgotten'), path: '/sign-in/forgotten' },
    why: t('account-why'),
  };
  await sendLetter(letter, now);
}
