import { randomBytes } from 'node:crypto';
import type { Copy } from './copy';
import { type Answer, aVisitor, unescaped, type Visitor } from './visitor';
import { words } from './words';

/** People who come to a copy that runs behind one proxy (`TRUSTED_PROXIES=1`), each from where they say. Call what asks the database after `enter()`. */
export const proxied = { TRUSTED_PROXIES: '1' };

/** Modules of the house that tests of accounts need, loaded only after `enter()`. */
export const doorway = async () => ({
  ...(await import('drizzle-orm')),
  ...(await import('@/domains/accounts/codes')),
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/domains/accounts/tables')),
  ...(await import('@/platform/db/client')),
  ...(await import('@/platform/db/tables')),
  ...(await import('@/platform/mail/tables')),
  ...(await import('@/platform/session')),
});

let addresses = 0;

/** An address that nobody came from before in this process. */
export function anAddress(): string {
  addresses++;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** Somebody without JavaScript, from an address of their own unless told. */
export const aNewcomer = ({ origin }: Pick<Copy, 'origin'>, address = anAddress()): Visitor =>
  aVisitor(origin, { 'x-forwarded-for': address });

/** What somebody types who registers: an e-mail and a handle that nobody has, and a password nobody else would choose. */
export function aWish(given: Partial<Record<'email' | 'handle' | 'password', string>> = {}) {
  const unique = randomBytes(6).toString('hex');
  return { email: `${unique}@example.test`, handle: `h_${unique}`, password: 'correct horse battery', ...given };
}

/** The code that was sent last to an e-mail. */
export async function codeSentTo(email: string): Promise<string> {
  const { codeOf, codeRequests, db, desc, eq } = await doorway();
  const [request] = await db
    .select()
    .from(codeRequests)
    .where(eq(codeRequests.email, email))
    .orderBy(desc(codeRequests.id))
    .limit(1);
  if (!request) throw new Error(`Nobody asked for a code for ${email}.`);
  return codeOf(request);
}

/** Six digits that are not these. */
export const anotherCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Lets a minute pass for everybody's ceilings, as if all uses had been that much earlier. */
export async function letPass(seconds: number): Promise<void> {
  const { ceilings, db, sql } = await doorway();
  await db.execute(sql`update ${ceilings}
    set uses = array(select used - make_interval(secs => ${seconds}) from unnest(uses) used)`);
}

/** Which of our refusals a page shows to its reader, by their codes (`accounts.code-wrong`). */
export function refusalsIn({ body }: Answer): string[] {
  const shown = unescaped(body.replace(/<script[\s\S]*?<\/script>/g, ''));
  return Object.entries(words('en', 'refusals')).flatMap(([key, said]) =>
    // Some end with how long to wait.
    shown.includes(said.split('{')[0] ?? said) ? [key.replace('-', '.').replace(/-wait$/, '')] : [],
  );
}

/** Does the page say that this browser has nothing to confirm (any more)? */
export const saysNothingIsOpen = ({ body }: Answer) =>
  unescaped(body).includes(words('en', 'accounts')['nothing-open']);

/** Where an answer leads, without the site's own origin, or that it stays. */
export const goesTo = ({ status, headers }: Answer) =>
  status === 303 ? (headers.get('location') ?? '').replace(/^http:\/\/localhost:\d+(?=\/)/, '') : `stays: ${status}`;

/** Whom the site takes this browser for. */
export const faceOf = async (who: Visitor) =>
  (JSON.parse((await who.get('/api/viewer')).body) as { handle: string | null }).handle;

type Given = NonNullable<Parameters<Awaited<ReturnType<typeof doorway>>['aMember']>[0]>;

/** A member and the password that signs them in. */
export async function aMemberWithPassword(given: Given = {}) {
  const { aMember, hashPassword } = await doorway();
  const { password } = aWish();
  return { ...(await aMember({ ...given, passwordHash: await hashPassword(password) })), password };
}

/** Sends the sign-in form. `back`: what stands in its hidden field. */
export const signIn = (who: Visitor, { handle, password }: { handle: string; password: string }, back?: string) =>
  who.submit('/sign-in', 'login', { login: handle, password, ...(back !== undefined && { back }) });
