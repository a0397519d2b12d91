import 'server-only';
import { randomBytes } from 'node:crypto';
import { db } from '@/platform/db/client';
import { members, passwords } from './tables';

type NewMember = typeof members.$inferInsert;

/** A member for tests and demo content; `passwordHash` lets them sign in. Every call makes a new person unless a handle is given. */
export async function aMember({ passwordHash, ...given }: Partial<NewMember> & { passwordHash?: string } = {}) {
  const handle = given.handle ?? `m_${randomBytes(6).toString('hex')}`;
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
