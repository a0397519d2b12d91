import 'server-only';
import { createTranslator } from 'next-intl';
import en from '@/i18n/messages/en.json';
import zh from '@/i18n/messages/zh.json';
import { type Locale, localePath } from '@/i18n/routing';
import { siteOrigin } from '@/platform/env';
import { type LetterPicture, layOut } from './layout';
import { sendMail } from './send';

const catalogues = { en, zh };

/** Words of the catalogue's namespace `mails`, in the reader's language. */
export const mailWords = (locale: Locale) =>
  createTranslator({ locale, messages: catalogues[locale], namespace: 'mails' });

type Letter = {
  /** Names this mail for good: one key, one mail. */
  key: string;
  to: string;
  locale: Locale;
  subject: string;
  title: string;
  paragraphs: readonly string[];
  /** A few characters to be typed elsewhere, written large. */
  code?: string;
  /** Pictures with their words; `src` may be an address within the site, `path` has no language. */
  pictures?: readonly (Omit<LetterPicture, 'url'> & { path: string })[];
  /** What the reader can do now; `path` has no language. */
  action?: { label: string; path: string };
  /** Why the reader gets this. */
  why: string;
  /** The way to get no more of these: `path` is a page that asks once more, `door` takes one click of a mail program (RFC 8058). */
  leave?: { label: string; path: string; door: string };
};

/**
 * Writes to one person in the frame of the house and sends it, once per key.
 * @throws when the server did not take it: the job tries again
 */
export async function sendLetter(
  { key, to, locale, subject, pictures, action, why, leave, ...words }: Letter,
  now = new Date(),
) {
  const at = (path: string) => siteOrigin() + localePath(path, locale);
  const letter = layOut({
    ...words,
    locale,
    site: { name: catalogues[locale].site.name, url: siteOrigin() },
    pictures: pictures?.map(({ path, src, ...picture }) => ({
      ...picture,
      src: new URL(src, siteOrigin()).href,
      url: at(path),
    })),
    action: action && { label: action.label, url: at(action.path) },
    footer: why,
    leave: leave && { label: leave.label, url: at(leave.path) },
  });
  const headers = leave && {
    'List-Unsubscribe': `<${siteOrigin()}${leave.door}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  await sendMail({ key, to, locale, subject, ...letter, ...(headers && { headers }) }, now);
}
