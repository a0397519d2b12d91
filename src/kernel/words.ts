/**
 * Characters that change how other words are shown and are never part of what a person wrote: controls, bidirectional overrides and isolates,
 * invisible operators, the byte order mark, lone surrogates (Postgres refuses those). Joiners inside emoji and Indic scripts stay.
 */
const unwanted = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** One line of words as it is kept: canonical form, no line breaks or trick characters, single spaces, none at the ends. Blank gives "". */
export function lineOf(words: string): string {
  return words.normalize('NFC').replace(/\s/gu, ' ').replace(unwanted, '').replace(/ {2,}/g, ' ').trim();
}

/** Several lines of words as they are kept: as `lineOf`, but lines stay lines, at most one of them empty in a row. Blank gives "". */
export function paragraphsOf(words: string): string {
  return words
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map(lineOf)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Characters that are letters or signs to Unicode and nothing to the eye: fillers of Hangul, the empty Braille cell. */
const invisible = /[\p{Z}\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** Is there nothing to be seen in these words? Spaces of every kind, joiners and fillers are nothing. */
export function isBlank(words: string): boolean {
  return words.replace(invisible, '') === '';
}

/** How long words are to a reader and to Postgres's `char_length`: in code points, where `.length` counts an emoji twice. */
export function lengthOf(words: string): number {
  return [...words].length;
}
