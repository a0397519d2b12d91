import 'server-only';

/** Did the database refuse to delete a row because others point at it? Drizzle wraps what the driver throws, whose own code is 23503. */
export function isForeignKeyViolation(thrown: unknown): boolean {
  const cause: unknown = thrown instanceof Error && thrown.cause ? thrown.cause : thrown;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23503';
}
