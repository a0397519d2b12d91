import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How many files all builds have, and of how many bytes, without the notes of who serves from them. */
export function builtBytes(): string {
  const files = readdirSync('.next', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('user-'))
    .map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0);
  return `${files.length} files, ${files.reduce((sum, size) => sum + size, 0)} bytes`;
}
