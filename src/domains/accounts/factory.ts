import 'server-only';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import { codeOf } from './codes';
import { confirmWish } from './commands/confirm-wish';
import { type Asking, requestRegistration } from './commands/request-code';
import { codeRequests, members, passwords } from './tables';

type NewMember = typeof members.$inferInsert;

/** A word nobody used before, of 12 characters that a handle and an e-mail may have. */
export const aWord = () => randomBytes(6).toString('hex');

/** Somebody who asks for a code for the first time, from a network of their own, with a proof of work. */
export const asking = (given: Partial<Asking> = {}): Asking => ({
  network: aWord(),
  isProven: true,
  locale: 'en',
  ...given,
});

/** Somebody whose e-mail and handle nobody has. */
export const aPerson = () => ({ email: `${aWord()}@example.test`, handle: `h_${aWord()}` });

/** What people of the factory choose as password. */
export const password = 'correct horse battery';

/** A person's wish to register: answers the token of their browser. */
export const wish = (person: ReturnType<typeof aPerson>, given?: Partial<Asking>, now = new Date()) =>
  requestRegistration({ ...person, password }, asking(given), now);

/** Types a code, signed out, from a network of its own. */
export const confirm = (
  token: string | null,
  code: string,
  more: { handle?: string; password?: string } = {},
  now = new Date(),
) => confirmWish(token, { code, ...more }, { viewer: null, network: aWord() }, now);

/** The wish a browser holds with this token, as the database has it. */
export async function wishOf(token: string) {
  const [request] = await db
    .select()
    .from(codeRequests)
    .where(eq(codeRequests.tokenHash, hashOfToken(token)));
  if (!request) throw new Error('no such wish');
  return request;
}

/** The code that a mail about this wish holds. */
export const codeFor = async (token: string) => codeOf(await wishOf(token));

/** A code that is not this one. */
export const notThe = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** A member for tests and demo content; `passwordHash` lets them sign in. Every call makes a new person unless a handle is given. */
export async function aMember({ passwordHash, ...given }: Partial<NewMember> & { passwordHash?: string } = {}) {
  const handle = given.handle ?? `m_${aWord()}`;
  return db.transaction(async (tx) => {
    const [member] = await tx
      .insert(members)
      .values({ handle, name: handle, email: `${handle}@example.test`, ...given })
      .returning();
    if (!member) throw new Error('a member was not inserted');
    if (passwordHash) await tx.insert(passwords).values({ memberId: member.id, hash: passwordHash });
    return member;
  });
}
