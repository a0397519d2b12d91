import { z } from 'zod';
import { referencePattern } from '@/kernel/ids';
import { isBlank, lengthOf, lineOf, paragraphsOf } from '@/kernel/words';
import { audiences, bounds, foundBounds, licences, tagOf } from './rules';

/** Far beyond every bound: what is longer is refused before it is worked on. */
const hugeText = 40_000;

/** Words of at most `limit` characters after cleaning. Each problem's message is the code that is shown in the reader's language. */
const words = (clean: (typed: string) => string, limit: number, tooLong: string, missing?: string) =>
  z
    .string(missing)
    .max(hugeText, tooLong)
    .transform(clean)
    .refine((text) => lengthOf(text) <= limit, tooLong);

const reference = (code: string) => z.string(code).regex(referencePattern, code);

const title = words(lineOf, bounds.title, 'images.title-long', 'images.title-missing').refine(
  (text) => !isBlank(text),
  'images.title-missing',
);
const description = words(paragraphsOf, bounds.description, 'images.description-long').default('');
const altText = words(lineOf, bounds.altText, 'images.alt-long').default('');

/** A page address, or the words of a credit. Only addresses that a browser may follow safely become links; that is the screen's business. */
const source = words(lineOf, bounds.source, 'images.source-long').default('');

/** Tags as a list or as typed into one field, parted by commas (also the Chinese ones) or lines; lower case, without "#", each once. */
const tags = z
  .union([
    z.string().max(hugeText, 'images.tag-long'),
    z.array(z.string().max(hugeText, 'images.tag-long')).max(200, 'images.tags-many'),
  ])
  .default([])
  .transform((typed) => [
    ...new Set(
      [typed]
        .flat()
        .flatMap((part) => part.split(/[,，、;；\n]/u))
        .flatMap((part) => tagOf(part) ?? []),
    ),
  ])
  .refine((list) => list.length <= bounds.tags, 'images.tags-many')
  .refine((list) => list.every((tag) => lengthOf(tag) <= bounds.tag), 'images.tag-long');

/** "on" or "off", as radio buttons or a select send it: an empty checkbox sends nothing, which could not be told from "not asked". */
const commentsOpen = z
  .union([z.boolean(), z.stringbool({ truthy: ['on'], falsy: ['off'] })], 'images.comments')
  .default(true);

/** Who shares an upload says this about it. */
export const shareInput = z.object({
  upload: reference('images.upload-missing'),
  title,
  altText,
  description,
  tags,
  source,
  licence: z.enum(licences, 'images.licence').default('all-rights-reserved'),
  audience: z.enum(audiences, 'images.audience').default('public'),
  commentsOpen,
});
export type ShareImage = z.output<typeof shareInput>;

/** The words an owner may change afterwards. All of them are sent, as the form shows all of them. */
export const editInput = shareInput.omit({ upload: true, audience: true }).extend({ ref: reference('images.missing') });
export type EditImage = z.output<typeof editInput>;

/** Where a picture to be shared can be found. */
export const addressInput = z.object({
  address: z.string('fetch.address').max(hugeText, 'fetch.address').trim().min(1, 'fetch.address'),
});
export type FromAddress = z.output<typeof addressInput>;

/** The addresses of pictures that were found on a page. */
export const foundInput = z.object({
  addresses: z
    .array(
      // Postgres cannot even be asked about a zero byte.
      z
        .string('fetch.address')
        .max(foundBounds.address, 'fetch.address')
        .regex(/^\P{Cc}*$/u, 'fetch.address'),
      'fetch.address',
    )
    .max(foundBounds.pictures, 'fetch.address'),
});

/** Which own image is meant: to be deleted, or to be kept besides another of the same original. */
export const ownInput = z.object({ ref: reference('images.missing') });
export type OwnImage = z.output<typeof ownInput>;

/** Whom an own image is for from now on. */
export const audienceInput = ownInput.extend({ audience: z.enum(audiences, 'images.audience') });
export type ChangeAudience = z.output<typeof audienceInput>;
