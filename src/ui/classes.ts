/** Joins class names; whatever is empty or false (a condition that did not hold) is left out. */
export function classes(...names: unknown[]): string {
  return names.filter(Boolean).join(' ');
}
