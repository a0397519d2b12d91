import 'server-only';
import { and, asc, eq, exists, gt, or, sql } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import type { ImageCard } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { follows } from '@/domains/social/tables';
import type { Locale } from '@/i18n/routing';
import { db } from '@/platform/db/client';
import { mailWords, sendLetter } from '@/platform/mail/letter';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { digestDue } from '../events';
import { leaveDoor, leavePath } from '../links';
import { findReader, type Happening, listHappenings, listNewPictures } from '../queries/digest';
import { tellingKinds, type Week, weekEndingAt } from '../rules';
import { notificationSettings, notifications } from '../tables';

/** How many members one transaction asks for. */
const batchSize = 200;

/** Every box under "by mail" is off. */
const isLeft = sql`(select count(*) from ${notificationSettings} where ${notificationSettings.memberId} = ${members.id}
  and ${notificationSettings.channel} = 'mail' and not ${notificationSettings.isOn}) = ${tellingKinds.length}`;

/**
 * Asks for the digests of the next members after an id: of those who are here, want one, and follow somebody or were told something.
 * @param weekEnd when the week ended, in milliseconds
 * @returns the id to go on after; null at the end
 */
export async function announceDigests(after: number, weekEnd: number): Promise<number | null> {
  const one = { yes: sql`1` };
  const maybe = or(
    exists(db.select(one).from(follows).where(eq(follows.followerId, members.id))),
    exists(db.select(one).from(notifications).where(eq(notifications.memberId, members.id))),
  );
  return transaction(async (tx) => {
    const due = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(gt(members.id, after as MemberId), isHere, sql`not (${isLeft})`, maybe))
      .orderBy(asc(members.id))
      .limit(batchSize);
    for (const { id } of due) await announce(tx, digestDue, { memberId: id, weekEnd });
    return due.length < batchSize ? null : (due.at(-1)?.id ?? null);
  });
}

/**
 * Writes a member what happened to them in a week, and which pictures those they follow shared: once for each member and week, in their language and the days
 * of their time zone. Nothing happened: no mail; nor for somebody who is suspended or leaving.
 * @throws when the mail was not accepted: the job tries again
 */
export async function sendDigest(due: { memberId: number; weekEnd: number }, now = new Date()): Promise<void> {
  const memberId = due.memberId as MemberId;
  const week = weekEndingAt(due.weekEnd);
  const [reader, happenings, pictures] = await Promise.all([
    findReader(memberId),
    listHappenings(memberId, week),
    listNewPictures(memberId, week),
  ]);
  if (!reader || happenings.length + pictures.length === 0) return;
  const { email, locale, timeZone } = reader;
  const t = mailWords(locale);
  const letter = {
    key: `digest:${memberId}:${week.to.toISOString().slice(0, 10)}`,
    to: email,
    locale,
    subject: t('digest-subject'),
    title: t('digest-title'),
    paragraphs: [
      t('digest-days', daysOf(week, locale, timeZone)),
      ...happenings.map((happening) => sentenceOf(happening, locale)),
      ...(pictures.length > 0 ? [t('digest-pictures', { count: pictures.length })] : []),
    ],
    pictures: pictures.map((image) => pictureOf(image, locale)),
    action:
      happenings.length > 0
        ? { label: t('digest-look'), path: '/notifications' }
        : { label: t('digest-feed'), path: '/feed' },
    why: t('digest-why'),
    leave: { label: t('digest-leave'), path: leavePath(memberId), door: leaveDoor(memberId) },
  };
  await sendLetter(letter, now);
}

/** The week's first and last day, as they were where the member lives. */
function daysOf({ from, to }: Week, locale: Locale, timeZone: string) {
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone });
  return { from: day.format(from), to: day.format(to.getTime() - 1) };
}

function sentenceOf({ kind, count, people, names }: Happening, locale: Locale): string {
  const t = mailWords(locale);
  const others = people - names.length;
  const all = others > 0 ? [...names, t('digest-others', { count: others })] : names;
  return t(`digest-${kind}`, { count, people, who: new Intl.ListFormat(locale).format(all) });
}

function pictureOf(image: ImageCard, locale: Locale) {
  const { title, altText, owner, picture } = image;
  const caption = mailWords(locale)('digest-picture', { title, name: owner.name });
  return { ...picture.fallback, alt: altText, caption, path: imagePath(image) };
}
