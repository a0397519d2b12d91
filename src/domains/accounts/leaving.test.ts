import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { failedJobs } from '@/platform/jobs/tables';
import { forgetOldMails } from '@/platform/mail/forget';
import { mails } from '@/platform/mail/tables';
import { outbox } from '@/platform/outbox/tables';
import { meanwhile } from '@/testing/meanwhile';
import { carriedTags } from '@/testing/next-cache';
import { race, winners } from '@/testing/race';
import { checkPassword } from './commands/check-password';
import { deleteAccount, keepAccount } from './commands/delete-account';
import { eraseMembers } from './commands/erase-members';
import { openSession } from './commands/sessions';
import { aMember } from './factory';
import { hashPassword } from './passwords';
import { findLeaving, findPerson, findViewer } from './queries';
import { codeRequests, formerHandles, identities, type MemberId, members, passwords, sessions } from './tables';

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const currentPassword = 'a long enough secret';
const left = new Date('2026-11-21T12:00:00Z');
const daysAfter = (days: number, milliseconds = 0) => new Date(left.getTime() + days * 86_400_000 + milliseconds);
const [day6, day7, day8] = [daysAfter(6), daysAfter(7), daysAfter(8)];
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(currentPassword);
});

const aMemberWithPassword = (given = {}) => aMember({ passwordHash, ...given });
const rowOf = async (id: MemberId) => (await db.select().from(members).where(eq(members.id, id)))[0];
const signIn = (login: string, now: Date) =>
  checkPassword({ login, password: currentPassword }, { network: login, devices: null }, now);

/** Somebody who has deleted the account. */
async function aLeaving(given = {}) {
  const member = await aMemberWithPassword(given);
  await deleteAccount(member, { currentPassword }, left);
  return member;
}

describe('deleting the account', () => {
  test('takes the member out of sight, ends every session and every wish for a code, and has a mail sent', async () => {
    const member = await aMemberWithPassword();
    const token = await openSession(member.id);
    const wish = { codeAskedAt: left, createdAt: left, expiresAt: day8, isProven: true, locale: 'en' } as const;
    await db.insert(codeRequests).values([
      { ...wish, purpose: 'change-email', memberId: member.id, email: 'new@example.test', tokenHash: Buffer.from('a') },
      { ...wish, purpose: 'reset-password', email: member.email.toUpperCase(), tokenHash: Buffer.from('b') },
      { ...wish, purpose: 'reset-password', email: 'other@example.test', tokenHash: Buffer.from('c') },
    ]);
    await deleteAccount(member, { currentPassword }, left);
    expect(await findViewer(token)).toBeNull();
    expect(await findPerson(member.handle)).toBeNull();
    expect(await db.select().from(sessions).where(eq(sessions.memberId, member.id))).toEqual([]);
    expect((await db.select().from(codeRequests)).map(({ email }) => email)).toEqual(['other@example.test']);
    const facts = await db.select().from(outbox).where(eq(outbox.name, 'accounts/member.deleted'));
    expect(facts.map(({ data }) => data)).toContainEqual({ memberId: member.id });
  });

  test.each([undefined, '', 'another secret'])('is refused without the right password: %j', async (given) => {
    const member = await aMemberWithPassword();
    const attempt = deleteAccount(member, { currentPassword: given, handle: member.handle }, left);
    await expect(attempt).rejects.toEqual(refused('accounts.password-wrong'));
    expect((await rowOf(member.id))?.deletedAt).toBeNull();
  });

  test('asks a member without a password for the handle', async () => {
    const member = await aMember();
    await expect(deleteAccount(member, { handle: 'somebody_else' }, left)).rejects.toEqual(
      refused('accounts.handle-wrong'),
    );
    await deleteAccount(member, { handle: member.handle }, left);
    expect((await rowOf(member.id))?.deletedAt).toEqual(left);
  });

  test('is limited in its tries', async () => {
    const member = await aMemberWithPassword();
    const tries = await race(15, () => deleteAccount(member, { currentPassword: 'wrong' }, left));
    const codes = tries.map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
    expect(codes.filter((code) => code === 'accounts.password-wrong')).toHaveLength(10);
    await expect(deleteAccount(member, { currentPassword }, left)).rejects.toEqual(refused('site.limited'));
  });

  test('happens once, however often it is asked for at once', async () => {
    const member = await aMemberWithPassword();
    expect(winners(await race(5, () => deleteAccount(member, { currentPassword }, left)))).toHaveLength(1);
  });
});

describe('a member who is leaving', () => {
  test('on day 6 signs in, is nobody, and can have the account back as it was', async () => {
    const member = await aLeaving();
    expect(await signIn(member.email, day6)).toMatchObject({ id: member.id, isLeaving: true });
    const token = await openSession(member.id, '', day6);
    expect(await findViewer(token, day6)).toBeNull();
    expect(await findLeaving(token, day6)).toMatchObject({ id: member.id, handle: member.handle, deletedAt: left });
    expect(await keepAccount(member.id, day6)).toEqual({ handle: member.handle });
    expect(await findViewer(token, day6)).toMatchObject({ id: member.id });
    expect(await findLeaving(token, day6)).toBeNull();
    expect(await findPerson(member.handle)).toMatchObject({ id: member.id });
    expect(await signIn(member.email, day8)).toMatchObject({ isLeaving: false });
  });

  test('on day 8 is told what everybody with a wrong password is told, whether the clock has come by or not', async () => {
    const member = await aLeaving();
    const token = await openSession(member.id, '', day6);
    for (const now of [day7, day8]) {
      expect(await signIn(member.handle, now)).toBeNull();
      expect(await findLeaving(token, now)).toBeNull();
      await expect(keepAccount(member.id, now)).rejects.toEqual(refused('accounts.gone'));
    }
    await eraseMembers(day8);
    expect(await signIn(member.handle, day8)).toBeNull();
  });

  test('has the account until the last instant', async () => {
    const member = await aLeaving();
    expect(await signIn(member.handle, daysAfter(7, -1))).toMatchObject({ isLeaving: true });
    await expect(keepAccount(member.id, daysAfter(7, -1))).resolves.toEqual({ handle: member.handle });
  });

  test('gets nothing back once suspended, and who deleted nothing has nothing to get back', async () => {
    const [leaving, here] = [await aLeaving(), await aMember()];
    await db.update(members).set({ suspendedAt: day6 }).where(eq(members.id, leaving.id));
    expect(await findLeaving(await openSession(leaving.id, '', day6), day6)).toBeNull();
    for (const { id } of [leaving, here]) await expect(keepAccount(id, day6)).rejects.toEqual(refused('accounts.gone'));
  });
});

describe('what is kept of a profile', () => {
  test('is tied to the member, by a former handle too, and to those who come back while nobody is there', async () => {
    const member = await aMember();
    const former = `was_${member.id}`;
    await db.insert(formerHandles).values({ handle: former, memberId: member.id, leftAt: left });
    const carriedBy = async (handle: string) => {
      carriedTags.length = 0;
      await findPerson(handle);
      return [...carriedTags];
    };
    expect(await carriedBy(former)).toEqual([`person:${former}`, `person:${member.handle}`]);
    await deleteAccount(member, member, left);
    expect(await carriedBy(former)).toEqual([`person:${former}`, 'people']);
    expect(await carriedBy(member.handle)).toEqual([`person:${member.handle}`, 'people']);
  });
});

describe('erasing', () => {
  test('takes the account with all that hangs on it, and frees e-mail and handle', async () => {
    const member = await aLeaving();
    await openSession(member.id, '', day6);
    await db.insert(formerHandles).values({ handle: `old_${member.id}`, memberId: member.id, leftAt: left });
    await db
      .insert(identities)
      .values({ provider: 'github', accountId: String(member.id), memberId: member.id, createdAt: left });
    await eraseMembers(day8);
    expect(await rowOf(member.id)).toBeUndefined();
    for (const table of [passwords, sessions, formerHandles, identities])
      expect(await db.select().from(table).where(eq(table.memberId, member.id))).toEqual([]);
    await expect(aMember({ handle: member.handle, email: member.email })).resolves.toMatchObject({ deletedAt: null });
  });

  test('leaves everybody alone who is here, or can still come back', async () => {
    const [here, leaving] = [await aMember(), await aLeaving()];
    await eraseMembers(daysAfter(7, -1));
    expect([await rowOf(here.id), await rowOf(leaving.id)]).toMatchObject([{ id: here.id }, { id: leaving.id }]);
  });

  test('takes the address and the words out of what is kept of mails and failed jobs, and nobody else’s', async () => {
    const [member, other] = [await aLeaving(), await aMember()];
    const mail = (key: string, recipient: string) => ({ key, recipient, subject: `To ${recipient}`, messageId: key });
    await db
      .insert(mails)
      .values([
        { ...mail(`one:${member.id}`, member.email.toUpperCase()), lastError: `550 no ${member.email}` },
        mail(`two:${member.id}`, other.email),
      ]);
    const failure = { job: 'a-mail', eventName: 'a/mail.sent', eventData: {}, failedAt: left };
    await db.insert(failedJobs).values([
      { ...failure, runId: `one:${member.id}`, error: `Error: 550 no ${member.email.toUpperCase()} here` },
      { ...failure, runId: `two:${member.id}`, error: 'Error: 451 later' },
    ]);
    await eraseMembers(day8);
    const rows = await db.select().from(mails);
    const failures = await db.select().from(failedJobs);
    expect(failures.map(({ error }) => error).sort()).toEqual(['', 'Error: 451 later']);
    expect(JSON.stringify([rows, failures])).not.toMatch(new RegExp(member.email, 'i'));
    expect(rows.find(({ key }) => key === `two:${member.id}`)).toMatchObject({ recipient: other.email });
  });

  test('runs many times at once as if it ran once', async () => {
    const gone = [await aLeaving(), await aLeaving(), await aLeaving()];
    const outcomes = winners(await race(8, () => eraseMembers(day8)));
    expect(outcomes).toHaveLength(8);
    expect(outcomes.reduce((sum, { erased }) => sum + erased, 0)).toBeGreaterThanOrEqual(gone.length);
    for (const { id } of gone) expect(await rowOf(id)).toBeUndefined();
  });

  test('spares whoever comes back in the very moment', async () => {
    const member = await aLeaving();
    await meanwhile(
      // The clock of the one who keeps it is a little behind.
      (tx) => tx.update(members).set({ deletedAt: null }).where(eq(members.id, member.id)),
      () => eraseMembers(day8),
    );
    expect(await rowOf(member.id)).toMatchObject({ deletedAt: null });
  });

  test('and coming back never both happen', async () => {
    for (let round = 0; round < 10; round++) {
      const member = await aLeaving();
      const [kept] = await race<unknown>(2, (i) =>
        i === 0 ? keepAccount(member.id, daysAfter(7, -1)) : eraseMembers(daysAfter(7, 1)),
      );
      expect((await rowOf(member.id)) !== undefined).toBe(kept?.status === 'fulfilled');
    }
  });
});

test('mails are known for ninety days', async () => {
  const row = { recipient: 'a@example.test', subject: 'Hello', messageId: '<a>' };
  await db.insert(mails).values([
    { ...row, key: 'mail-of-day-89', createdAt: daysAfter(-89) },
    { ...row, key: 'mail-of-day-91', createdAt: daysAfter(-91) },
  ]);
  await forgetOldMails(left);
  const keys = (await db.select().from(mails)).map(({ key }) => key);
  expect([keys.includes('mail-of-day-89'), keys.includes('mail-of-day-91')]).toEqual([true, false]);
});
