import 'server-only';
import Bowser from 'bowser';
import type { getTranslations } from 'next-intl/server';
import type { Browser } from '@/domains/accounts/components/settings-browsers';
import type { OwnSession } from '@/domains/accounts/queries';
import { timeZones } from '@/domains/accounts/rules';
import type { Locale } from '@/i18n/routing';

type Translations<Namespace extends string> = Awaited<ReturnType<typeof getTranslations<Namespace & 'accounts'>>>;
type Choices = readonly { value: string; label: string }[];

const zoneChoices = new Map<Locale, Choices>();

/** All time zones with what people call them there: "Europe/Vienna (Central European Time)". Worked out once a language, for 419 take a tenth of a second. */
export function timeZoneChoices(locale: Locale): Choices {
  const known = zoneChoices.get(locale);
  if (known) return known;
  const choices = timeZones.map((value) => ({ value, label: zoneWords(value, locale) }));
  zoneChoices.set(locale, choices);
  return choices;
}

function zoneWords(timeZone: string, locale: Locale): string {
  if (timeZone === 'UTC') return timeZone;
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' });
  const name = format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
  const place = timeZone.replaceAll('_', ' ');
  if (!name) return place;
  return locale === 'zh' ? `${place}（${name}）` : `${place} (${name})`;
}

/** What a browser calls itself, which the session keeps: "Firefox on Linux", as far as it is known. */
function nameOf(userAgent: string, t: Translations<'accounts'>): string {
  const parser = userAgent ? Bowser.getParser(userAgent) : undefined;
  const [browser, system] = [parser?.getBrowserName(), parser?.getOSName()];
  if (browser && system) return t('browser-on', { browser, system });
  return browser || (system ? t('browser-unknown-on', { system }) : t('browser-unknown'));
}

/** A session as its member reads it: the browser's name, since when it is signed in, when it was last seen, in the member's own time zone. */
export function browserWords(
  { id, userAgent, createdAt, seenAt }: OwnSession,
  { t, locale, timeZone }: { t: Translations<'accounts'>; locale: Locale; timeZone: string },
): Omit<Browser, 'isThis'> {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const hour = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  return { id, name: nameOf(userAgent, t), since: day.format(createdAt), seen: hour.format(seenAt) };
}
