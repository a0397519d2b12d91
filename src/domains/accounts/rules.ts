/** A session ends this many days after sign-in. */
export const sessionDays = 30;

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

/** May this person publish, comment and follow? */
export function mayPublish(member: { mutedAt: Date | null }): boolean {
  return member.mutedAt === null;
}

/**
 * Where to go after sign-in: a path of this site without language, else "/". Refuses other sites in any spelling browsers follow ("//host", "/\host",
 * a scheme, control characters).
 */
export function safeBack(back: string | undefined): string {
  if (!back || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(back)) return '/';
  const path = back.replace(/^\/(?:zh|en)(?=\/|$)/, '') || '/';
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

/** What pages may tell the browser about the person in front of it: handle and name, both null for a visitor. */
export function viewerFace(viewer: { handle: string; name: string } | null): {
  handle: string | null;
  name: string | null;
} {
  return { handle: viewer?.handle ?? null, name: viewer?.name ?? null };
}
