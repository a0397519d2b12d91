import 'server-only';
import { createTranslator } from 'next-intl';
import en from '@/i18n/messages/en.json';
import zh from '@/i18n/messages/zh.json';
import { type Locale, localePath } from '@/i18n/routing';
import { siteOrigin } from '@/platform/env';
import { layOut } from './layout';
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
  /** What the reader can do now; `path` has no language. */
  action?: { label: string; path: string };
  /** Why the reader gets this. */
  why: string;
};

/**
 * Writes to one person in the frame of the house and sends it, once per key.
 * @throws when the server did not take it: the job tries again
 */
export async function sendLetter({ key, to, locale, subject, action, why, ...words }: Letter, now = new Date()) {
  const letter = layOut({
    ...words,
    locale,
    site: { name: catalogues[locale].site.name, url: siteOrigin() },
    action: action && { label: action.label, url: siteOrigin() + localePath(action.path, locale) },
    footer: why,
  });
  await sendMail({ key, to, locale, subject, ...letter }, now);
}
