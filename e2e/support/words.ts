import english from '../../src/i18n/messages/en.json' with { type: 'json' };
import chinese from '../../src/i18n/messages/zh.json' with { type: 'json' };
import type { Locale } from './places';

const catalogues = { en: english, zh: chinese };

type Catalogue = typeof english;
type Namespace = keyof Catalogue;

/** The words of a catalogue, as a person reads them: journeys find things by what is written on them, in either language. */
export function words<N extends Namespace>(locale: Locale, namespace: N): Catalogue[N] {
  // The guard "catalogues agree" holds both to the same keys.
  return catalogues[locale][namespace] as unknown as Catalogue[N];
}
