import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { mailWords, sendLetter } from '@/platform/mail/letter';
import { codeOf } from '../codes';
import { codeMinutes, goneFrom } from '../rules';
import { codeRequests, members } from '../tables';

type Request = typeof codeRequests.$inferSelect;

/**
 * Writes the mail of a wish: the code, or, where the code would help a stranger, a note to the one whose address it is. Only here is it looked up whether
 * the e-mail is a member's. Nothing is sent for a code that is replaced, used or too old by now, nor to an address without an account about a forgotten password.
 * @throws when a mail was not accepted: the job tries again, and sends no mail twice
 */
export async function sendCode({ requestId, sequence }: { requestId: number; sequence: number }, now = new Date()) {
  const [request] = await db.select().from(codeRequests).where(eq(codeRequests.id, requestId));
  const isWanted =
    request?.usedAt === null &&
    request.sequence === sequence &&
    now.getTime() - request.codeAskedAt.getTime() < codeMinutes * 60_000;
  if (!isWanted) return;
  const owner = await findByEmail(request.email);
  if (request.purpose === 'reset-password') {
    const isGone = owner?.deletedAt && goneFrom(owner.deletedAt) <= now;
    if (owner && owner.suspendedAt === null && !isGone) await writeCode(request, owner.locale, now);
    return;
  }
  if (request.memberId !== null) await warnOldAddress(request, request.memberId, now);
  if (owner) await tellOwner(request, owner, now);
  else await writeCode(request, request.locale, now);
}

async function findByEmail(email: string) {
  const [owner] = await db
    .select({
      email: members.email,
      locale: members.locale,
      suspendedAt: members.suspendedAt,
      deletedAt: members.deletedAt,
    })
    .from(members)
    .where(eq(sql`lower(${members.email})`, email.toLowerCase()));
  return owner;
}

async function writeCode(request: Request, locale: Request['locale'], now: Date) {
  const t = mailWords(locale);
  const { purpose } = request;
  const letter = {
    key: `code:${request.id}:${request.sequence}`,
    to: request.email,
    locale,
    subject: t(`code-${purpose}-subject`),
    title: t(`code-${purpose}-title`),
    code: codeOf(request),
    paragraphs: [t('code-valid', { minutes: codeMinutes }), t('code-keep')],
    why: t(`code-${purpose}-why`),
  };
  await sendLetter(letter, now);
}

/** Somebody wants to register with, or change to, the address of a member: only that member learns of it. */
async function tellOwner(
  { id, sequence }: Request,
  { email, locale }: { email: string; locale: Request['locale'] },
  now: Date,
) {
  const t = mailWords(locale);
  const letter = {
    key: `code-known:${id}:${sequence}`,
    to: email,
    locale,
    subject: t('known-subject'),
    title: t('known-title'),
    paragraphs: [t('known-text'), t('known-not-you')],
    action: { label: t('known-forgotten'), path: '/sign-in/forgotten' },
    why: t('known-why'),
  };
  await sendLetter(letter, now);
}

/** Before the code leaves, so that the old address hears of it whatever happens next. */
async function warnOldAddress({ id, sequence }: Request, memberId: number, now: Date) {
  const [member] = await db
    .select({ email: members.email, locale: members.locale })
    .from(members)
    .where(sql`${members.id} = ${memberId}`);
  if (!member) return;
  const t = mailWords(member.locale);
  const letter = {
    key: `email-leaving:${id}:${sequence}`,
    to: member.email,
    locale: member.locale,
    subject: t('email-leaving-subject'),
    title: t('email-leaving-title'),
    paragraphs: [t('email-leaving-text'), t('email-leaving-not-you')],
    action: { label: t('email-leaving-look'), path: '/settings' },
    why: t('account-why'),
  };
  await sendLetter(letter, now);
}
