/**
 * The readable end of an address: letters and digits of any script, lower case, words joined by "-", at most 60 characters.
 * Never empty: words that leave nothing give "untitled".
 */
export function slugOf(words: string): string {
  const slug = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...slug].slice(0, 60).join('').replace(/-+$/, '') || 'untitled';
}
