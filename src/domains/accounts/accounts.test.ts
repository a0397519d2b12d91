import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { safeBack } from '@/i18n/routing';
import { db } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import { checkPassword } from './commands/check-password';
import { closeSession, openSession } from './commands/sessions';
import { aMember } from './factory';
import { hashPassword } from './passwords';
import { findPerson, findViewer } from './queries';
import { isReservedHandle, sessionDays } from './rules';
import { members, sessions } from './tables';

const password = 'a long enough secret';
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

describe('signing in', () => {
  test('takes the handle or the e-mail, in either case', async () => {
    const member = await aMember({ passwordHash });
    for (const login of [member.handle, member.handle.toUpperCase(), member.email, member.email.toUpperCase()])
      expect(await checkPassword({ login, password }, { network: '192.0.2.1', devices: null })).toMatchObject({
        id: member.id,
      });
  });

  test('is refused alike for a wrong password, nobody, no password and a suspended member', async () => {
    const member = await aMember({ passwordHash });
    const withoutPassword = await aMember();
    const suspended = await aMember({ passwordHash, suspendedAt: new Date() });
    for (const [login, given] of [
      [member.handle, 'another secret'],
      ['nobody_at_all', password],
      [withoutPassword.handle, password],
      [suspended.handle, password],
    ] as const)
      expect(await checkPassword({ login, password: given }, { network: '192.0.2.1', devices: null })).toBeNull();
  });
});

describe('a session', () => {
  test('names its member and ends when it is closed', async () => {
    const member = await aMember();
    const token = await openSession(member.id);
    expect(await findViewer(token)).toMatchObject({ id: member.id, handle: member.handle, role: 'member' });
    await closeSession(token);
    expect(await findViewer(token)).toBeNull();
  });

  test('ends by itself', async () => {
    const member = await aMember();
    const opened = new Date('2026-01-01T00:00:00Z');
    const token = await openSession(member.id, '', opened);
    const end = opened.getTime() + sessionDays * 86_400_000;
    expect(await findViewer(token, new Date(end - 1))).not.toBeNull();
    expect(await findViewer(token, new Date(end))).toBeNull();
  });

  test('is nobody’s from the moment its member is suspended', async () => {
    const member = await aMember();
    const token = await openSession(member.id);
    await db.update(members).set({ suspendedAt: new Date() }).where(eq(members.id, member.id));
    expect(await findViewer(token)).toBeNull();
    expect(await findPerson(member.handle)).toBeNull();
  });

  test('keeps only the hash of its token', async () => {
    const member = await aMember();
    const token = await openSession(member.id);
    const [row] = await db.select().from(sessions).where(eq(sessions.memberId, member.id));
    expect(row?.tokenHash.equals(hashOfToken(token))).toBe(true);
    expect(JSON.stringify(row)).not.toContain(token);
  });
});

describe('the database', () => {
  test('keeps handles and e-mails unique whatever their case', async () => {
    const member = await aMember();
    await expect(aMember({ handle: member.handle })).rejects.toThrow();
    await expect(aMember({ email: member.email.toUpperCase() })).rejects.toThrow();
    await expect(aMember({ handle: 'Capital' })).rejects.toThrow();
    await expect(aMember({ handle: 'no-dash' })).rejects.toThrow();
  });
});

describe('the way back after sign-in', () => {
  test.each([
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/a\nb',
    '',
    '/zh//evil.test',
    'share',
  ])('never leads to another site: %j', (back) => expect(safeBack(back)).toBe('/'));
  test.each([
    ['/share', '/share'],
    ['/zh/share', '/share'],
    ['/zh', '/'],
    ['/explore?after=abc', '/explore?after=abc'],
  ])('keeps a path of ours, without its language: %s', (back, path) => expect(safeBack(back)).toBe(path));
});

test('names of the house are reserved in either case', () => {
  expect(isReservedHandle('Admin')).toBe(true);
  expect(isReservedHandle('ana')).toBe(false);
});
