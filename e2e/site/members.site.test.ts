import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import {
  aMemberWithPassword,
  aNewcomer,
  aWish,
  doorway,
  faceOf,
  goesTo,
  proxied,
  refusalsIn,
  signIn,
} from '../support/newcomers';
import { freePlace } from '../support/places';

/** Members of the built site, without JavaScript: what they say of themselves, their sessions, and how they leave. */
const { dataDir, remove } = temporaryData('members');
const day = 86_400_000;
let copy: Copy;
const nobody = () => aNewcomer(copy);

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'], env: proxied });
  enter({ port, dataDir });
});

afterAll(async () => {
  await (await doorway()).closeDatabase();
  await copy.stop();
  remove();
});

describe('a name', () => {
  it.each([
    ['a zero byte', 'ana\u0000'],
    ['a line break', 'ana\r\nbo'],
    ['an escape', '\u001b[2J'],
    ['half a character', 'ana\ud800'],
    ['a pattern', '%'],
    ['a quote', "' or 1=1 --"],
  ])('with %s in it is nobody’s at sign-in', async (_, handle) => {
    expect(refusalsIn(await signIn(nobody(), { handle, password: aWish().password }))).toContain(
      'accounts.sign-in-wrong',
    );
  });

  const profile = { bio: '', city: '', birthday: '', locale: 'en', timeZone: 'UTC' };

  it('of a megabyte is refused, and one with line breaks is one line, in the page and in mails', async () => {
    const { db, eq, members } = await doorway();
    const member = await aMemberWithPassword();
    const who = nobody();
    await signIn(who, member);
    const save = await who.form('/settings', 'bio');
    expect(refusalsIn(await save({ ...profile, name: 'x'.repeat(1_000_000) }))).toContain('accounts.name-long');
    await save({ ...profile, name: 'Ana\r\nBcc: two@example.test\u202e' });
    const [row] = await db.select({ name: members.name }).from(members).where(eq(members.id, member.id));
    expect(row?.name).toBe('Ana Bcc: two@example.test');
  });
});

describe('a session', () => {
  it('is nobody’s from the moment its member is suspended, and sign-in says what it says to everybody', async () => {
    const { db, eq, members } = await doorway();
    const member = await aMemberWithPassword();
    const who = nobody();
    await signIn(who, member);
    expect(await faceOf(who)).toBe(member.handle);
    const suspend = (suspendedAt: Date | null) =>
      db.update(members).set({ suspendedAt }).where(eq(members.id, member.id));
    await suspend(new Date());
    expect(await faceOf(who)).toBeNull();
    expect((await who.get('/share')).headers.get('location')).toContain('/sign-in');
    expect(refusalsIn(await signIn(nobody(), member))).toEqual(['accounts.sign-in-wrong']);
    await suspend(null);
    expect(await faceOf(who)).toBe(member.handle);
  });

  it('of a muted member shows everything and publishes nothing', async () => {
    const { db, eq, members } = await doorway();
    const member = await aMemberWithPassword();
    const who = nobody();
    await signIn(who, member);
    const share = await who.form('/share', 'file');
    await db.update(members).set({ mutedAt: new Date() }).where(eq(members.id, member.id));
    expect(await faceOf(who)).toBe(member.handle);
    const file = new File(['not even a picture'], 'a.jpg', { type: 'image/jpeg' });
    expect((await share({ title: 'Mine', file })).headers.get('location')).toContain('accounts.muted');
  });

  it('is never one that somebody planted: signing in opens a new one, and ends the one that was there', async () => {
    const { aToken } = await import('@/kernel/ids');
    const { sessionCookie } = await doorway();
    const [attacker, victim] = [await aMemberWithPassword(), await aMemberWithPassword()];
    const planting = nobody();
    await signIn(planting, attacker);
    const living = planting.cookies.get(sessionCookie()) ?? '';
    for (const planted of [aToken(), living, '', 'x'.repeat(3_000)]) {
      const who = nobody();
      const send = await who.form('/sign-in', 'login');
      who.cookies.set(sessionCookie(), planted);
      expect(goesTo(await send({ login: victim.handle, password: victim.password }))).toBe('/');
      expect(who.cookies.get(sessionCookie())).not.toBe(planted);
      expect(await faceOf(who)).toBe(victim.handle);
      const holder = nobody();
      holder.cookies.set(sessionCookie(), planted);
      expect(await faceOf(holder)).toBeNull();
    }
  });
});

describe('the way back', () => {
  it.each([
    ['another site', 'https://elsewhere.test'],
    ['without a scheme', '//elsewhere.test'],
    ['with one backslash', '/\\elsewhere.test'],
    ['with two backslashes', '\\\\elsewhere.test'],
    ['with a tab', '/\t/elsewhere.test'],
    ['with a line break', '/\n/elsewhere.test'],
    ['behind a blank', ' //elsewhere.test'],
    ['behind a language', '/zh//elsewhere.test'],
    ['behind the other language', '/en/\\elsewhere.test'],
    ['a script', 'javascript:alert(1)'],
    ['a bare host', 'elsewhere.test'],
    ['encoded', '/%5C%5Celsewhere.test/%2F%2F'],
  ])('leads to no other site: %s', async (_, back) => {
    const member = await aMemberWithPassword();
    for (const answer of [
      await signIn(nobody(), member, back),
      await nobody().submit(`/sign-in?back=${encodeURIComponent(back)}`, 'login', {
        login: member.handle,
        password: member.password,
      }),
      await nobody().submit('/register', 'handle', { ...aWish(), back }),
    ]) {
      expect(answer.status).toBe(303);
      expect(new URL(goesTo(answer), copy.origin).origin).toBe(copy.origin);
    }
  });

  it('is refused when it is longer than addresses are', async () => {
    const answer = await signIn(nobody(), await aMemberWithPassword(), `/${'x'.repeat(501)}`);
    expect(refusalsIn(answer)).toContain('site.invalid');
  });

  it('leads back to the page one came from', async () => {
    expect(goesTo(await signIn(nobody(), await aMemberWithPassword(), '/explore?after=abc'))).toBe(
      '/explore?after=abc',
    );
  });
});

describe('a member who deleted the account', () => {
  const leftAgo = (days: number) => aMemberWithPassword({ deletedAt: new Date(Date.now() - days * day) });

  it('signs in on day 6, is nobody, and can stay', async () => {
    const [member, who] = [await leftAgo(6), nobody()];
    expect(goesTo(await signIn(who, member, '/explore'))).toBe(`/sign-in?back=${encodeURIComponent('/explore')}`);
    expect(await faceOf(who)).toBeNull();
    expect((await who.get(`/people/${member.handle}`)).status).toBe(404);
    expect(goesTo(await who.submit('/sign-in?back=/explore', 'back', {}))).toBe('/explore');
    expect(await faceOf(who)).toBe(member.handle);
    expect((await who.get(`/people/${member.handle}`)).status).toBe(200);
  });

  it('on day 8 is told what everybody with a wrong password is told', async () => {
    const [member, who] = [await leftAgo(8), nobody()];
    expect(refusalsIn(await signIn(who, member))).toEqual(['accounts.sign-in-wrong']);
    expect(await faceOf(who)).toBeNull();
  });
});
