import 'server-only';

/**
 * Did the database refuse a row because of this unique index or constraint? Drizzle wraps what the driver throws, whose own code is 23505.
 * @param constraint the index's name, as `tables.ts` gives it
 */
export function isUniqueViolation(thrown: unknown, constraint: string): boolean {
  const cause: unknown = thrown instanceof Error && thrown.cause ? thrown.cause : thrown;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    cause.code === '23505' &&
    'constraint' in cause &&
    cause.constraint === constraint
  );
}
