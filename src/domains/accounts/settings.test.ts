import { eq, like } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { losers, race, winners } from '@/testing/race';
import { changeHandle } from './commands/change-handle';
import { changePassword } from './commands/change-password';
import { editProfile } from './commands/edit-profile';
import { openSession, openSessionByPassword, revokeOtherSessions, revokeSession } from './commands/sessions';
import { aMember } from './factory';
import { type Profile, passwordChangeInput, profileInput, sessionInput } from './inputs';
import { hashPassword, passwordFits } from './passwords';
import { findOwnSettings, findPerson, findViewer, listSessions } from './queries';
import { isBirthday, isTimeZone } from './rules';
import { passwords, sessions } from './tables';

const password = 'an orange kettle';
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

/** A member with a browser signed in, and who that browser's doors see. */
async function signedIn(given: Parameters<typeof aMember>[0] = {}) {
  const member = await aMember(given);
  const token = await openSession(member.id);
  const viewer = await findViewer(token);
  if (!viewer) throw new Error('nobody is signed in');
  return { member, token, viewer };
}

const profile: Profile = {
  name: 'Ana Lee',
  bio: 'Owls.',
  city: 'Graz',
  birthday: '1990-02-28',
  locale: 'zh',
  timeZone: 'Europe/Vienna',
};

describe('a profile', () => {
  test('is kept whole, seen by others at the next read, and changes nobody else’s', async () => {
    const [{ viewer }, other] = [await signedIn(), await aMember()];
    await editProfile(viewer, profile);
    expect(await findOwnSettings(viewer)).toMatchObject(profile);
    expect(await findPerson(viewer.handle)).toMatchObject({ name: 'Ana Lee', bio: 'Owls.', city: 'Graz' });
    expect(await findPerson(other.handle)).toMatchObject({ name: other.name, bio: '', city: '' });
  });

  test('shows neither e-mail, birthday nor time zone to others', async () => {
    const { viewer, member } = await signedIn();
    await editProfile(viewer, profile);
    const shown = JSON.stringify(await findPerson(viewer.handle));
    for (const secret of [member.email, '1990-02-28', 'Vienna']) expect(shown).not.toContain(secret);
  });

  const typed = { ...profile, birthday: '', bio: undefined, city: undefined };
  const parse = (given: object) => profileInput.safeParse({ ...typed, ...given });
  const codeOf = (given: object) => parse(given).error?.issues[0]?.message;

  test.each([
    ['missing', { name: ' \u200b\u3164 ' }, 'accounts.name-missing'],
    ['a megabyte long', { name: 'a'.repeat(1_000_000) }, 'accounts.name-long'],
    ['81 characters long', { name: '语'.repeat(81) }, 'accounts.name-long'],
    ['a long story', { bio: 'a'.repeat(1_001) }, 'accounts.bio-long'],
    ['a list of cities', { city: 'a'.repeat(81) }, 'accounts.city-long'],
    ['a day that is none', { birthday: '2001-02-29' }, 'accounts.birthday'],
    ['a birthday in words', { birthday: 'yesterday' }, 'accounts.birthday'],
    ['a language we do not speak', { locale: 'fr' }, 'accounts.locale'],
    ['a place on no map', { timeZone: 'Mars/Olympus' }, 'accounts.time-zone'],
    ['an offset', { timeZone: '+01:00' }, 'accounts.time-zone'],
  ])('refuses what is %s', (_what, given, code) => expect(codeOf(given)).toBe(code));

  test('refuses several values where one belongs', () => {
    for (const field of Object.keys(profile)) expect(parse({ [field]: ['a', 'b'] }).success).toBe(false);
  });

  test('takes out line breaks, controls and turned writing directions from a name, and keeps lines of a bio', () => {
    const kept = parse({ name: ' Ana\r\nBcc: x@y.z\u202e\u0000 ', bio: 'one\r\n\r\n\r\n\r\ntwo\u2066' }).data;
    expect(kept).toMatchObject({ name: 'Ana Bcc: x@y.z', bio: 'one\n\ntwo', birthday: null });
  });

  test('has a birthday between 1900 and today, wherever it is today already', async () => {
    const now = new Date('2026-03-01T11:00:00Z');
    expect(isBirthday('1900-01-01', now)).toBe(true);
    expect(isBirthday('1899-12-31', now)).toBe(false);
    expect(isBirthday('2026-03-02', now)).toBe(true);
    expect(isBirthday('2026-03-03', now)).toBe(false);
    const { viewer } = await signedIn();
    const wrong = editProfile(viewer, { ...profile, birthday: '2026-03-03' }, now);
    await expect(wrong).rejects.toMatchObject({
      code: 'accounts.birthday',
      details: { fields: { birthday: 'accounts.birthday' } },
    });
    expect(await findOwnSettings(viewer)).toMatchObject({ name: viewer.name, birthday: null });
  });

  test('knows the time zones of people', () => {
    for (const zone of ['UTC', 'Asia/Shanghai', 'Europe/Berlin']) expect(isTimeZone(zone)).toBe(true);
  });
});

describe('an address of a former handle', () => {
  test('leads to the member, until they are gone', async () => {
    const { viewer, member } = await signedIn();
    const next = `${member.handle}_2`;
    await changeHandle(viewer, { handle: next });
    expect(await findPerson(member.handle)).toMatchObject({ id: member.id, handle: next });
    expect(await findPerson(next)).toMatchObject({ id: member.id, handle: next });
  });
});

describe('a new password', () => {
  const announced = async (id: number) =>
    (await db.select().from(outbox).where(like(outbox.name, 'accounts/password.changed'))).filter(
      ({ data }) => (data as { memberId: number }).memberId === id,
    );
  const hashOf = async (id: (typeof passwords.$inferSelect)['memberId']) =>
    (await db.select().from(passwords).where(eq(passwords.memberId, id)))[0]?.hash;

  test('replaces the old one, ends every other session, keeps this one, and is told by mail', async () => {
    const { viewer, member, token } = await signedIn({ passwordHash });
    const elsewhere = await openSession(member.id);
    await changePassword(viewer, { currentPassword: password, newPassword: 'a green teapot' });
    expect(await passwordFits('a green teapot', await hashOf(member.id))).toBe(true);
    expect(await findViewer(token)).not.toBeNull();
    expect(await findViewer(elsewhere)).toBeNull();
    expect(await announced(member.id)).toHaveLength(1);
  });

  test('needs the old one, and says where it is wrong', async () => {
    const { viewer, member } = await signedIn({ passwordHash });
    for (const currentPassword of ['another guess', '', undefined])
      await expect(changePassword(viewer, { currentPassword, newPassword: 'a green teapot' })).rejects.toMatchObject({
        code: 'accounts.password-wrong',
        details: { fields: { currentPassword: 'accounts.password-wrong' } },
      });
    expect(await hashOf(member.id)).toBe(passwordHash);
    expect(await announced(member.id)).toHaveLength(0);
  });

  test('is asked for at most ten times an hour', async () => {
    const { viewer } = await signedIn({ passwordHash });
    const wrong = { currentPassword: 'another guess', newPassword: 'a green teapot' };
    const outcomes = await race(14, () => changePassword(viewer, wrong));
    const codes = losers(outcomes).map((reason) => (reason as { code: string }).code);
    expect(codes.filter((code) => code === 'accounts.password-wrong')).toHaveLength(10);
    expect(codes.filter((code) => code === 'site.limited')).toHaveLength(4);
  });

  test('is not a common one, nor the member’s own name', async () => {
    const { viewer, member } = await signedIn({ passwordHash });
    for (const newPassword of ['password1', member.handle, member.email])
      await expect(changePassword(viewer, { currentPassword: password, newPassword })).rejects.toMatchObject({
        details: { fields: { newPassword: 'accounts.password-common' } },
      });
    expect(passwordChangeInput.safeParse({ newPassword: 'short' }).success).toBe(false);
  });

  test('can be the first, of a member who signs in elsewhere', async () => {
    const { viewer, member } = await signedIn();
    expect(await findOwnSettings(viewer)).toMatchObject({ hasPassword: false });
    await changePassword(viewer, { newPassword: 'a green teapot' });
    expect(await findOwnSettings(viewer)).toMatchObject({ hasPassword: true });
    expect(await passwordFits('a green teapot', await hashOf(member.id))).toBe(true);
  });

  test('is set by exactly one of two who change it at once', async () => {
    for (const given of [{ passwordHash }, {}]) {
      const { viewer } = await signedIn(given);
      const outcomes = await race(4, (i) =>
        changePassword(viewer, { currentPassword: password, newPassword: `a green teapot, ${i}` }),
      );
      expect(winners(outcomes)).toHaveLength(1);
    }
  });

  test('leaves no session that the old one opened, however close they came', async () => {
    for (let round = 0; round < 8; round++) {
      const { viewer, member } = await signedIn({ passwordHash });
      const changing = changePassword(viewer, { currentPassword: password, newPassword: 'a green teapot' });
      let isChanged = false;
      const done = changing.finally(() => {
        isChanged = true;
      });
      // Sign-ins keep coming until the change is through, so that some are under way in its very moment.
      while (!isChanged) await race(6, () => openSessionByPassword(member.id, passwordHash, ''));
      await done;
      const left = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.memberId, member.id));
      expect(left).toEqual([{ id: viewer.sessionId }]);
    }
  });
});

describe('the list of browsers', () => {
  test('holds the member’s own, the one last seen first, and none that is over', async () => {
    const { viewer, member } = await signedIn();
    const long = new Date('2020-01-01T00:00:00Z');
    await openSession(member.id, 'over', long);
    await openSession(member.id, 'earlier', new Date(Date.now() - 60_000));
    await signedIn();
    const listed = await listSessions(viewer);
    expect(listed.map(({ userAgent }) => userAgent)).toEqual(['', 'earlier']);
    expect(listed[0]?.id).toBe(viewer.sessionId);
  });

  test('ends one, at the very next look', async () => {
    const { viewer, member } = await signedIn();
    const token = await openSession(member.id);
    const other = await findViewer(token);
    await revokeSession(viewer, { session: other?.sessionId ?? 0 });
    expect(await findViewer(token)).toBeNull();
    expect(await listSessions(viewer)).toHaveLength(1);
  });

  test('ends nobody else’s', async () => {
    const [ana, bo] = [await signedIn(), await signedIn()];
    await revokeSession(ana.viewer, { session: bo.viewer.sessionId });
    await revokeOtherSessions(ana.viewer);
    expect(await findViewer(bo.token)).not.toBeNull();
    expect(await findViewer(ana.token)).not.toBeNull();
  });

  test('ends all others at once', async () => {
    const { viewer, member, token } = await signedIn();
    const others = await Promise.all([1, 2, 3].map(() => openSession(member.id)));
    await revokeOtherSessions(viewer);
    for (const other of others) expect(await findViewer(other)).toBeNull();
    expect(await findViewer(token)).not.toBeNull();
  });

  test.each(['', '0', '-1', '1.5', 'x', '1e99', ['1', '2']])('refuses what is no session: %j', (session) =>
    expect(sessionInput.safeParse({ session }).success).toBe(false),
  );
});
