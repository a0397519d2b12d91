import { imagePath } from '@/domains/images/rules';

/** The same visitor counts again for the same image after this long. */
export const repeatMinutes = 30;

/** Views by the day are kept this long: by then one weighs 2^-17 of a new one in the week's ranking. */
export const keptDays = 60;

const dayMs = 86_400_000;

/** A view loses half its weight in the week's ranking in this many days. */
export const halfLifeDays = 3.5;

/** Weights are relative to this day; any would do, this one keeps them within a double's range from 2025 to 2044. */
const landmark = Date.UTC(2035, 0, 1);

type Person = { id: number; role: 'member' | 'editor' | 'admin' };

/** The UTC day of an instant: "2026-11-21". */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** The UTC day so many days before. */
export function dayBefore(now: Date, days: number): string {
  return dayOf(new Date(now.getTime() - days * dayMs));
}

/**
 * What a view of that day adds to its image in the week's ranking. Old views never have to be made smaller: newer ones are made larger, by
 * 2^(days / half-life), which gives the same order (forward decay: Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009). Every view of a day weighs
 * the same, so that the ranking can be made again from the days alone.
 */
export function weekWeight(day: string): number {
  return 2 ** ((Date.parse(day) - landmark) / dayMs / halfLifeDays);
}

/** The rankings: by the views of the UTC day, of all days with older ones weighing less and less, and of all days alike. */
export const spans = ['today', 'week', 'all'] as const;
export type Span = (typeof spans)[number];

/** Places of a ranking. */
export const rankingSize = 50;

/** Images asked about at a time to fill the places, and in all: some of those looked at most may not be shown to everybody. */
export const candidates = { each: 200, most: 1_000 } as const;

/** What a score in a ranking says to people: views, or for the week what they are worth in views of today, which is 0 in the end. */
export function pointsOf(span: Span, score: number, now: Date): number {
  return span === 'week' ? Math.round(score / weekWeight(dayOf(now))) : score;
}

/** The orders in which everybody's images can be looked through. */
export const imageOrders = ['newest', 'most-liked', 'most-viewed'] as const;
export type ImageOrder = (typeof imageOrders)[number];

/** The address of everybody's images in an order, without language. */
export const explorePath = (order: ImageOrder) => (order === 'newest' ? '/explore' : `/explore/${order}`);

/** Lists have so many pages with a number; what lies behind them is reached from one to the next. */
export const numberedPages = 100;

/** The number of a page as an address says it, 2 to 100: the first has an address of its own. Null for anything else. */
export function pageNumberOf(word: unknown): number | null {
  const number = typeof word === 'string' && /^[1-9]\d{0,2}$/.test(word) ? Number(word) : 0;
  return number >= 2 && number <= numberedPages ? number : null;
}

/**
 * Programs that say what they are: nearly every crawler has one of these words in its name, and no browser has (a "Cubot" is a telephone). Headless
 * browsers are not among them: whoever drives one to be counted gives it another name, and those who leave the name are tests. Counting needs
 * JavaScript anyway, which keeps out most programs that lie.
 */
const programs = /(?<!cu)bot(?:\b|_)|crawl|spider|slurp|facebookexternalhit|lighthouse/i;

/** Did a program ask, or a browser on its own account: a crawler, no name at all, or a page fetched before anybody wanted it? */
export function isUnattended(headers: Headers): boolean {
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''} ${headers.get('x-moz') ?? ''}`;
  const agent = headers.get('user-agent') ?? '';
  return agent === '' || programs.test(agent) || /prefetch|prerender|preview/i.test(purpose);
}

/** Does a look at an image by this person count? Not the owner's own, and not the work of staff. */
export function counts(viewer: Person | null, image: { ownerId: number }): boolean {
  return viewer === null || (viewer.role === 'member' && viewer.id !== image.ownerId);
}

/** The most characters of a comment. */
export const longestComment = 2_000;

/** A comment's words can be changed for this long, and so many comments written in a minute. */
export const commentEditMinutes = 15;
export const commentsPerMinute = 10;

/** So many of those who like an image are named beside it; a page of all of them holds so many. */
export const firstLikers = 3;
export const likersPerPage = 24;

/** Threads on a page of comments, answers shown under each, and answers on a page of one thread. What stands on a cached page is bounded: Next keeps 128 tags of it. */
export const threadsPerPage = 20;
export const answersShown = 4;
export const answersPerPage = 50;

/** The same words under the same image again within so many seconds are one comment: a double click, a second tab, a form sent again. */
export const repeatedCommentSeconds = 60;

/** Stands in an address for the last page of comments, where a new one is. */
export const lastComments = 'last';

/** May the words of a comment that was written then still be changed? */
export const isEditable = (createdAt: Date, now: Date) =>
  now.getTime() - createdAt.getTime() < commentEditMinutes * 60_000;

/** May this person delete anybody's comment under an image? Its owner may, and staff. */
export function mayTidyUnder(actor: Person, image: { ownerId: number }): boolean {
  return actor.id === image.ownerId || actor.role !== 'member';
}

/** May this person delete a comment? Its author too. */
export function mayDeleteComment(actor: Person, comment: { authorId: number | null; ownerId: number }): boolean {
  return actor.id === comment.authorId || mayTidyUnder(actor, comment);
}

/** The address of an image's page as whoever is looking sees it, without language: it knows them, where the page for everybody does not. */
export const ownViewOf = (image: { ref: string; slug: string }) => `${imagePath(image)}?mine=1`;

/** The address of a page of its comments, without language. */
export const commentsPath = (image: { ref: string; slug: string }, cursor: string) =>
  `${imagePath(image)}?comments=${cursor}#${commentsPlace}`;

/** Where an image's comments begin on its page, and where one of them stands. */
export const commentsPlace = 'comments';
export const commentPlace = (id: number) => `comment-${id}`;

/** The place in a page that holds a comment's words, just as they were written. */
export const wordsPlace = (id: number) => `${commentPlace(id)}-words`;

/** What a page's address can open without script, each by a word of its own with the comment's number: the form to answer it, or to change it. */
export const panels = ['answer', 'change'] as const;
export type Panel = (typeof panels)[number];

export type Words = { words: string; href?: string };

/** An address in running words, up to what ends it; what may end a sentence does not end an address. */
const address = /\bhttps?:\/\/[^\s<>"\p{Cc}]+/giu;
const trailing = /[.,:;!?'’”»)\]}。，、；：！？）】」』]+$/u;

/**
 * Words as they were written, in parts: those that are an address of the web have an `href`. Joined, the parts are the words again. Nothing but http and https
 * becomes a link, and what a browser would not read as an address stays words.
 */
export function withLinks(text: string): Words[] {
  const parts: Words[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const words = found.replace(trailing, '');
    if (!URL.canParse(words)) continue;
    if (index > from) parts.push({ words: text.slice(from, index) });
    parts.push({ words, href: new URL(words).href });
    from = index + words.length;
  }
  if (from < text.length) parts.push({ words: text.slice(from) });
  return parts;
}

/** So many images of those a member looked at are kept. */
export const historySize = 500;

/** The day of an instant in a time zone: "2026-11-21". */
export function localDayOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const told = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${told.year}-${told.month}-${told.day}`;
}

/** What was looked at one after the other, by the day it was in a time zone. The order stays. */
export function byDay<Seen extends { seenAt: Date }>(all: readonly Seen[], timeZone: string) {
  const days: { day: string; seen: Seen[] }[] = [];
  for (const one of all) {
    const day = localDayOf(one.seenAt, timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.seen.push(one);
    else days.push({ day, seen: [one] });
  }
  return days;
}
