/** How every XML answer of ours begins. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Words as they may stand in XML, between tags and in quotes. What XML cannot hold at all (control characters) is left out. */
export const escaped = (words: string) =>
  words
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
