/** The event as expressions see it. */
export interface Scope {
  event: unknown;
}

const path = /^event(?:\.[A-Za-z_]\w*)+$/;
const equality = /^(event(?:\.[A-Za-z_]\w*)+)\s*==\s*('[^'\\]*'|"[^"\\]*"|-?\d+(?:\.\d+)?|true|false|null)$/;

/**
 * Of Inngest's expression language, what the house uses: a path (`event.data.imageId`), for keys.
 * @returns a reader that gives null where something on the way is missing, or null when the text is anything else.
 */
export function readPath(text: string): ((scope: Scope) => unknown) | null {
  if (!path.test(text)) return null;
  const names = text.split('.');
  return (scope) =>
    names.reduce<unknown>(
      (value, name) =>
        value !== null && typeof value === 'object' && Object.hasOwn(value, name)
          ? ((value as Record<string, unknown>)[name] ?? null)
          : null,
      scope,
    );
}

/** A path compared with a literal (`event.data.function_id == 'vitrine-mail'`), for triggers. @returns null when the text is anything else. */
export function readCondition(text: string): ((scope: Scope) => boolean) | null {
  const [, left = '', right = ''] = equality.exec(text.trim()) ?? [];
  const read = readPath(left);
  if (!read) return null;
  const literal: unknown = /^['"]/.test(right) ? right.slice(1, -1) : JSON.parse(right);
  return (scope) => read(scope) === literal;
}
