/** Why a request was refused; each kind has one HTTP status. */
export const refusalStatus = {
  invalid: 422,
  anonymous: 401,
  forbidden: 403,
  missing: 404,
  gone: 410,
  conflict: 409,
  limited: 429,
} as const;

export type RefusalKind = keyof typeof refusalStatus;

/**
 * A "no" that the person can understand and act on. Anything else that is thrown is a bug.
 * `code` is a stable dotted name (`images.too-large`), translated for people by the catalogue namespace `refusals`;
 * `message` is the English sentence for logs and for JSON clients; `fields` names form fields and the code each failed with.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly details: { fields?: Record<string, string>; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }
  get status() {
    return refusalStatus[this.kind];
  }
}

/** Throws a {@link Refusal}. */
export function refuse(kind: RefusalKind, code: string, message: string, details?: Refusal['details']): never {
  throw new Refusal(kind, code, message, details);
}
