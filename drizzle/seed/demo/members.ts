import 'server-only';
import { inArray, isNull } from 'drizzle-orm';
import { hashPassword } from '@/domains/accounts/passwords';
import { type MemberId, members, passwords } from '@/domains/accounts/tables';
import { invariant } from '@/kernel/invariant';
import { db } from '@/platform/db/client';
import { joinedHoursAgo } from './life.ts';
import { demoPassword, people } from './people.ts';

const hourMs = 3_600_000;

/** Writes the demo's members and their passwords; those already there stay as they are. Answers the id of each handle. */
export async function seedMembers(now: Date): Promise<Map<string, MemberId>> {
  const rows = people.map((person) => {
    const { handle, name, email, role, locale, bio, city } = person;
    const createdAt = new Date(now.getTime() - joinedHoursAgo(person) * hourMs);
    return { handle, name, email, role, locale, bio, city, createdAt };
  });
  const handles = rows.map((row) => row.handle);
  const hashes = await Promise.all(handles.map(() => hashPassword(demoPassword)));
  return db.transaction(async (tx) => {
    await tx.insert(members).values(rows).onConflictDoNothing({ target: members.handle });
    const found = await tx
      .select({ id: members.id, handle: members.handle })
      .from(members)
      .where(inArray(members.handle, handles));
    invariant(found.length === people.length, 'every demo member is there');
    const secrets = found.map(({ id }, place) => ({ memberId: id, hash: hashes[place] as string, changedAt: now }));
    await tx.insert(passwords).values(secrets).onConflictDoNothing({ target: passwords.memberId });
    return new Map(found.map(({ id, handle }) => [handle, id]));
  });
}

/** The handles whose member has no face yet. */
export async function facelessHandles(): Promise<Set<string>> {
  const found = await db.select({ handle: members.handle }).from(members).where(isNull(members.avatarPictureId));
  return new Set(found.map(({ handle }) => handle));
}
