import { lengthOf, lineOf } from '@/kernel/words';

/** Who an image is for. `unlisted`: everybody who has the address, in no list. `private`: its owner. */
export const audiences = ['public', 'unlisted', 'private'] as const;
export type Audience = (typeof audiences)[number];

/** Do more people see it this way than that way? */
export const isWider = (audience: Audience, than: Audience) => audiences.indexOf(audience) < audiences.indexOf(than);

/** Who may see an image once all is done that its owner asked for. */
export const wantedAudience = (image: { audience: Audience; askedAudience: Audience | null }) =>
  image.askedAudience ?? image.audience;

/** Under what terms others may use an image; the first is the default. */
export const licences = ['all-rights-reserved', 'cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nd', 'cc0'] as const;
export type Licence = (typeof licences)[number];

/** The longest words, in characters (code points), and how many tags. */
export const bounds = { title: 120, description: 5_000, altText: 500, source: 500, tag: 40, tags: 20 } as const;

/** A member has so many pictures fetched from addresses in an hour. */
export const fetchLimit = { tokens: 60, windowSeconds: 3_600 } as const;

/** What a bookmarklet brings from one page: so many pictures, none narrower or lower than so many pixels, by addresses no longer than this. */
export const foundBounds = { pictures: 30, leastPixels: 200, address: 2_048 } as const;

/** Images on one page of a list. */
export const pageSize = 24;

/** Uploads that nobody shared, originals that are done with, and files of no picture are cleared after this long. */
export const unfinishedHours = 24;

/** An image still in the making after this long fails: longer than any outage of the job runner we mean to bridge. */
export const unmadeHours = 72;

/** Files that were asked to be made anew for another audience and still are not are asked for again after this long. */
export const unmovedHours = 1;

/** Why an image waits that is of the same original as another of its owner's: the code its owner reads. */
export const duplicateCode = 'images.duplicate';

/** The instant `hours` before `now`. */
export const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);

type Actor = { id: number; role: 'member' | 'editor' | 'admin' };

/** Words are the owner's alone: staff hide, they do not put words into somebody's mouth. */
export function mayEdit(actor: Actor, image: { ownerId: number }): boolean {
  return actor.id === image.ownerId;
}

/** The owner, and staff for what may not stay anywhere. */
export function mayDelete(actor: Actor, image: { ownerId: number }): boolean {
  return actor.id === image.ownerId || actor.role !== 'member';
}

/** The address of an image's page, without language. Slugs have letters of any script: encoded, they may stand in a header too. */
export function imagePath({ ref, slug }: { ref: string; slug: string }): string {
  return `/images/${ref}/${encodeURIComponent(slug)}`;
}

/** A tag says something by a letter, a digit or a pictogram; ".." would also be an address that browsers turn into another. */
const tellingPart = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * The one form of a tag, however it was typed: letters that only look different are the same ("Ｓｅａ", "#SEA" and "sea"), lower case, one line. Null where
 * nothing is said. The length is for the caller to judge.
 */
export function tagOf(typed: string): string | null {
  // Once more at the end: a lower-case letter may be written in two ways again.
  const tag = lineOf(typed.normalize('NFKC'))
    .replace(/^[#\s]+/, '')
    .toLowerCase()
    .normalize('NFKC');
  return tellingPart.test(tag) ? tag : null;
}

/** Is this a tag an image can have, in its one form? */
export function isTag(word: unknown): word is string {
  return (
    typeof word === 'string' && word.length <= 2 * bounds.tag && lengthOf(word) <= bounds.tag && tagOf(word) === word
  );
}

/** The address of the images with a tag, without language. */
export const tagPath = (tag: string) => `/tags/${encodeURIComponent(tag)}`;

/** The address of a private image's file, by its place in the list of derivatives: a route that checks who is asking. */
export const filePath = ({ ref }: { ref: string }, index: number) => `/api/images/${ref}/${index}`;

/** What the files of an image are written down for while they belong to no picture's row. */
export const fileOwner = ({ id }: { id: number }) => `image:${id}`;
