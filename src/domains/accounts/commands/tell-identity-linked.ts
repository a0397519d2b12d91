import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { mailWords, sendLetter } from '@/platform/mail/letter';
import { type IdentityProvider, providerNames } from '../rules';
import { identities, type MemberId, members } from '../tables';

/**
 * Writes to a member that an account elsewhere can sign them in from now on: once for each link, however often the job runs; nothing when it is undone
 * by then.
 * @throws when the mail was not accepted: the job tries again
 */
export async function tellIdentityLinked(
  { memberId, provider }: { memberId: number; provider: IdentityProvider },
  now = new Date(),
): Promise<void> {
  const [link] = await db
    .select({ email: members.email, locale: members.locale, at: identities.createdAt })
    .from(identities)
    .innerJoin(members, eq(members.id, identities.memberId))
    .where(and(eq(identities.memberId, memberId as MemberId), eq(identities.provider, provider)));
  if (!link) return;
  const { email, locale, at } = link;
  const t = mailWords(locale);
  const name = providerNames[provider];
  const letter = {
    key: `identity-linked:${memberId}:${provider}:${at.getTime()}`,
    to: email,
    locale,
    subject: t('identity-linked-subject', { name }),
    title: t('identity-linked-title', { name }),
    paragraphs: [t('identity-linked-text', { name }), t('identity-linked-not-you')],
    action: { label: t('email-leaving-look'), path: '/settings' },
    why: t('account-why'),
  };
  await sendLetter(letter, now);
}
