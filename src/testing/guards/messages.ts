import { usedMessages } from './message-uses';
import type { Guard, Tree } from './tree';

const catalogue = (tree: Tree, locale: string) =>
  flatten(JSON.parse(tree.get(`src/i18n/messages/${locale}.json`) ?? '{}') as Nested);

type Nested = { [key: string]: string | Nested };

/** Dotted key → message. */
function flatten(nested: Nested, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(nested).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Names of the values and tags a message takes: `{count, plural, one {…} other {…}}` takes `count`, `<b>…</b>` takes `b`. */
export function placeholders(message: string): string[] {
  const names = new Set<string>();
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) names.add(`<${tag}>`);
  let depth = 0;
  for (let at = 0; at < message.length; at++) {
    if (message[at] === '}') depth--;
    if (message[at] !== '{') continue;
    const name = /^\{\s*(\w+)\s*[,}]/.exec(message.slice(at))?.[1];
    // Odd depths hold arguments, even ones the words of a plural's or select's branch.
    if (name !== undefined && depth % 2 === 0) names.add(name);
    depth++;
  }
  return [...names].sort();
}

/** Both catalogues hold the same keys, each message is not empty and takes the same values in both languages. */
export const cataloguesAgree: Guard = (tree) => {
  const [en, zh] = [catalogue(tree, 'en'), catalogue(tree, 'zh')];
  const found: string[] = [];
  for (const key of new Set([...en.keys(), ...zh.keys()])) {
    const [english, chinese] = [en.get(key), zh.get(key)];
    if (english === undefined || chinese === undefined) {
      found.push(`messages/${english === undefined ? 'en' : 'zh'}.json lacks ${key}`);
      continue;
    }
    if (!english.trim() || !chinese.trim()) found.push(`messages: ${key} is empty`);
    const [wanted, given] = [placeholders(english).join(', '), placeholders(chinese).join(', ')];
    if (wanted !== given) found.push(`messages: ${key} takes (${wanted}) in en, (${given}) in zh`);
  }
  return found;
};

/** Every message asked for exists, and every message is asked for somewhere. */
export const messagesAreUsed: Guard = (tree) => {
  const en = catalogue(tree, 'en');
  const uses = usedMessages(tree);
  const missing = uses.keys
    .filter(({ key }) => !en.has(key))
    .map(({ key, where }) => `${where} asks for ${key}, which no catalogue has`);
  const asked = new Set(uses.keys.map(({ key }) => key));
  const unused = [...en.keys()].filter(
    (key) => !asked.has(key) && !uses.prefixes.some((prefix) => key.startsWith(prefix)),
  );
  return [...missing, ...unused.map((key) => `messages/en.json: ${key} is used nowhere`)];
};
