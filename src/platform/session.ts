import 'server-only';
import { createHash } from 'node:crypto';
import { cookies } from 'next/headers';
import { env, isProduction, siteOrigin } from '@/platform/env';

const isSecure = () => siteOrigin().startsWith('https:');

/**
 * A cookie's name. Over https the `__Host-` prefix ties it to this host; offline it carries the port, since cookies are shared by all
 * ports of a host and copies run side by side.
 */
export function cookieName(name: string): string {
  if (isSecure()) return `__Host-${name}`;
  return isProduction() ? name : `${name}-${env.PORT}`;
}

/** How every cookie of ours is set. `isReadable`: scripts may see it (never a secret). */
export function cookieOptions({ isReadable = false }: { isReadable?: boolean } = {}) {
  return { httpOnly: !isReadable, sameSite: 'lax', secure: isSecure(), path: '/' } as const;
}

/** The session's cookie holds an opaque token; the hint tells scripts of cached pages that asking `/api/viewer` is worth it. */
export const sessionCookie = () => cookieName('vitrine-session');
export const hintCookie = () => cookieName('vitrine-hint');

/** What this browser holds of a wish that a code by e-mail is to prove. */
const codeCookie = () => cookieName('vitrine-code');

/** The token of this browser's wish, or null. */
export async function readCodeToken(): Promise<string | null> {
  return (await cookies()).get(codeCookie())?.value ?? null;
}

/** Keeps the token of a wish in this browser for some minutes, or forgets it. Only where cookies may be set: actions and routes. */
export async function keepCodeToken(token: string | null, minutes = 0) {
  const jar = await cookies();
  if (token !== null) jar.set(codeCookie(), token, { ...cookieOptions(), maxAge: minutes * 60 });
  else jar.delete({ name: codeCookie(), path: '/', secure: isSecure() });
}

/** What this browser holds of the accounts it has signed in to before. */
const devicesCookie = () => cookieName('vitrine-devices');

/** The cookie of known devices as the browser sent it, or null. */
export async function readDevices(): Promise<string | null> {
  return (await cookies()).get(devicesCookie())?.value ?? null;
}

/** Keeps the known devices in this browser for a year. Only where cookies may be set: actions and routes. */
export async function keepDevices(devices: string) {
  (await cookies()).set(devicesCookie(), devices, { ...cookieOptions(), maxAge: 365 * 86_400 });
}

/** The session's token the browser sent, or null. */
export async function readSessionToken(): Promise<string | null> {
  return (await cookies()).get(sessionCookie())?.value ?? null;
}

/** What is stored of a token: its SHA-256. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Tells the browser's scripts whether somebody is signed in. Only where cookies may be set: actions and routes. */
export async function setHint(isSignedIn: boolean, days: number) {
  const jar = await cookies();
  if (isSignedIn) jar.set(hintCookie(), '1', { ...cookieOptions({ isReadable: true }), maxAge: days * 86_400 });
  else jar.delete({ name: hintCookie(), path: '/', secure: isSecure() });
}
