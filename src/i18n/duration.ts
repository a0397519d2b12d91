import type { Locale } from '@/i18n/routing';

/** A wait in words, rounded up: seconds below a minute and a half, then minutes, then hours. `(200, 'en')` → "4 minutes". */
export function durationWords(seconds: number, locale: Locale): string {
  const [value, unit] =
    seconds < 90
      ? [Math.max(1, Math.ceil(seconds)), 'second']
      : seconds < 90 * 60
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3_600), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
