/** A session ends this many days after sign-in. */
export const sessionDays = 30;

/** Was the session noted as seen within the last hour? Once an hour is enough: each look would otherwise be a write. */
export function isSeenLately(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() < 3_600_000;
}

/** The most characters of what people write about themselves. */
export const bounds = { name: 80, email: 254, bio: 1_000, city: 80 } as const;

/** A password's characters. */
export const passwordLength = { min: 8, max: 128 } as const;

/** Days in which a deleted account can be had back. */
export const undoDays = 7;

/** Who deleted the account at this instant or before it cannot have it back any more. */
export const erasedIfLeftBefore = (now: Date) => new Date(now.getTime() - undoDays * 86_400_000);

/** From when on an account that was deleted at `deletedAt` is gone. */
export const goneFrom = (deletedAt: Date) => new Date(deletedAt.getTime() + undoDays * 86_400_000);

/** What a code by e-mail proves. */
export const codePurposes = ['register', 'reset-password', 'change-email'] as const;
export type CodePurpose = (typeof codePurposes)[number];

/** A code is good for this long, and for this many guesses; the wish behind it lives longer, so that a new code can be asked for. */
export const codeMinutes = 5;
export const guessesPerCode = 5;
export const codeRequestMinutes = 30;

/** Is a code that was asked for then no longer good? */
export function isCodeOver(codeAskedAt: Date, now: Date): boolean {
  return now.getTime() - codeAskedAt.getTime() >= codeMinutes * 60_000;
}

/** Accounts elsewhere that can sign a member in. */
export const identityProviders = ['github', 'google'] as const;
export type IdentityProvider = (typeof identityProviders)[number];

/** What people call them, in every language. */
export const providerNames: Record<IdentityProvider, string> = { github: 'GitHub', google: 'Google' };

/** What a handle is: the database says the same (`members_handle_form`). */
export const handlePattern = /^[a-z0-9_]{3,30}$/;

/** How often a member may take another handle. More than two would be counted wrongly: see `changeHandle`. */
export const handleChanges = { max: 2, days: 30 } as const;

/** The time zones a member can choose, as IANA names them. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

const knownZones = new Set(timeZones);

/** Is this one of {@link timeZones}? */
export const isTimeZone = (zone: string) => knownZones.has(zone);

/**
 * Can somebody be born on this day (`YYYY-MM-DD`)? From 1900 to today, wherever on Earth it is today already.
 */
export function isBirthday(day: string, now: Date): boolean {
  const latest = new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  return day >= '1900-01-01' && day <= latest;
}

const reserved = new Set(
  (
    'about account accounts admin administrator api billing cart checkout contact desk edit editor explore feed feeds help history home ' +
    'imprint legal login logout mail member members moderator new news notifications null official orders people press privacy ranking ' +
    'register root search security settings share shop sign_in sign_out signin signout staff status support system tags team terms undefined vitrine www'
  ).split(' '),
);

/** Is this handle kept back for the house? Names of our own addresses, and names that would pass for staff. */
export function isReservedHandle(handle: string): boolean {
  return reserved.has(handle.toLowerCase());
}

/** The handle that a name elsewhere comes closest to ("Ana María" → `ana_maria`); "" where too little of it is left, or it is reserved. */
export function suggestHandle(name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const handle = bare
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_/, '')
    .slice(0, 30)
    .replace(/_$/, '');
  return handlePattern.test(handle) && !isReservedHandle(handle) ? handle : '';
}

/** May this person publish, comment and follow? */
export function mayPublish(member: { mutedAt: Date | null }): boolean {
  return member.mutedAt === null;
}

/** What pages may tell the browser about the person in front of it: handle, name and the address of a small photo; all null for a visitor. */
export function viewerFace(viewer: { handle: string; name: string; photo: { small: string } | null } | null): {
  handle: string | null;
  name: string | null;
  photo: string | null;
} {
  return { handle: viewer?.handle ?? null, name: viewer?.name ?? null, photo: viewer?.photo?.small ?? null };
}
