import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Elsewhere, known, sessionOf, startElsewhere, writesNothing } from '../support/elsewhere';
import { aMemberWithPassword, aNewcomer, faceOf, goesTo, refusalsIn, signIn } from '../support/newcomers';

/** GitHub and Google as ways in, over HTTP. */
let site: Elsewhere;
const nobody = () => aNewcomer(site.copy);

beforeAll(async () => {
  site = await startElsewhere('elsewhere');
});

afterAll(() => site.stop());

describe.each(['github', 'google'] as const)('with %s', (name) => {
  it('a newcomer chooses a handle and is a member, and is known from then on', async () => {
    const person = aPerson();
    const who = nobody();
    expect(await site.goThrough(who, name, person, '/zh/sign-in?back=/zh/share')).toBe('/zh/register/handle');
    const page = await who.get('/register/handle');
    expect(page.body).toContain(person.email);
    expect(page.body).toContain(`value="zoe_n`);
    const joined = await who.submit('/register/handle', 'handle', { handle: `Zoe_${person.id}` });
    expect(goesTo(joined)).toBe('/share');
    expect(await faceOf(who)).toBe(`zoe_${person.id}`);
    expect(site.within(await who.get('/register/handle'))).toBe('/');

    const elsewhere = nobody();
    const signedIn = await site.goThrough(elsewhere, name, person, '/sign-in?back=/share');
    expect(site.within(await elsewhere.get(signedIn))).toBe('/share');
    expect(await faceOf(elsewhere)).toBe(`zoe_${person.id}`);
  });

  it('a member with that confirmed e-mail is linked, signed in and told by mail', async () => {
    const member = await aMemberWithPassword();
    const who = nobody();
    await site.goThrough(who, name, aPerson({ email: member.email.toUpperCase() }));
    expect(await faceOf(who)).toBe(member.handle);
    const find = async () => {
      const mails = (await (await fetch(`${site.copy.mailOrigin}/messages.json`)).json()) as {
        to: string;
        subject: string;
      }[];
      return mails.filter(({ to }) => to.includes(member.email)).map(({ subject }) => subject);
    };
    await expect
      .poll(find, { timeout: 30_000 })
      .toEqual([expect.stringContaining(name === 'github' ? 'GitHub' : 'Google')]);
  });

  it('an e-mail that is not confirmed there opens nothing, nobody’s and a member’s alike', async () => {
    const member = await aMemberWithPassword();
    const unknown = `${randomUUID()}@elsewhere.test`;
    for (const person of [
      aPerson({ email: member.email, verified: false }),
      aPerson({ email: unknown, verified: false }),
      { ...aPerson(), emails: [] },
    ]) {
      const who = nobody();
      const end = await writesNothing(() => site.goThrough(who, name, person));
      expect(refusalsIn(await who.get(end))).toContain('accounts.elsewhere-unverified');
      expect(await faceOf(who)).toBeNull();
      expect(site.within(await who.get('/register/handle'))).toBe('/register');
    }
  });

  it('a suspended member is refused in words, in their language', async () => {
    const member = await aMemberWithPassword({ suspendedAt: new Date() });
    const who = nobody();
    const end = await writesNothing(() => site.goThrough(who, name, aPerson({ email: member.email }), '/zh/sign-in'));
    expect(end).toMatch(/^\/zh\/sign-in\?/);
    expect((await who.get(end)).body).toContain('此账户已被停用');
    expect(refusalsIn(await who.get(end.replace('/zh', '')))).toContain('accounts.elsewhere-suspended');
  });

  it('a “no” there is told here', async () => {
    const who = nobody();
    const end = await writesNothing(() => site.goThrough(who, name, null));
    expect(refusalsIn(await who.get(end))).toContain('accounts.elsewhere-no');
  });

  it('a session that was planted is never adopted', async () => {
    const { person, handle } = await site.aMemberFrom(name);
    const who = nobody();
    who.cookies.set(`vitrine-session-${new URL(site.copy.origin).port}`, 'planted');
    await site.goThrough(who, name, person);
    expect(sessionOf(who)).not.toBe('planted');
    expect(await faceOf(who)).toBe(handle);
  });
});

describe('the addresses of the library', () => {
  it('tell a member’s handle and the end of the session, and nothing else', async () => {
    const { who, handle } = await site.aMemberFrom('github');
    const { body, headers } = await who.get('/api/auth/session');
    expect(JSON.parse(body)).toEqual({ user: { handle }, expires: expect.any(String) });
    expect(headers.getSetCookie()).toEqual([]);
    expect((await nobody().get('/api/auth/session')).body).toBe('null');
  });

  it('sign out by a form with its token, and by nothing else', async () => {
    const { who, handle } = await site.aMemberFrom('github');
    await who.get('/api/auth/signout');
    await who.send('/api/auth/signout', {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: site.copy.origin },
    });
    expect(await faceOf(who)).toBe(handle);
    const token = sessionOf(who) ?? '';
    const { csrfToken } = JSON.parse((await who.get('/api/auth/csrf')).body) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken });
    await who.send('/api/auth/signout', { method: 'POST', body, headers: { origin: site.copy.origin } });
    expect(sessionOf(who)).toBeUndefined();
    who.cookies.set(`vitrine-session-${new URL(site.copy.origin).port}`, token);
    expect(await faceOf(who)).toBeNull();
  });

  it('know no passwords', async () => {
    const member = await aMemberWithPassword();
    const who = nobody();
    const { csrfToken } = JSON.parse((await who.get('/api/auth/csrf')).body) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, login: member.handle, password: member.password });
    for (const path of ['callback/credentials', 'signin/credentials']) {
      const { status } = await writesNothing(() =>
        who.send(`/api/auth/${path}`, { method: 'POST', body, headers: { origin: site.copy.origin } }),
      );
      expect(status).toBeLessThan(500);
      expect(sessionOf(who)).toBeUndefined();
    }
  });
});

describe('in the settings', () => {
  const inSettings = async () => {
    const member = await aMemberWithPassword();
    const who = nobody();
    await signIn(who, member);
    return { member, who };
  };

  it('a member links an account with whatever confirmed e-mail, signs in with it, and unlinks it', async () => {
    const { member, who } = await inSettings();
    const person = aPerson();
    expect(await site.goThrough(who, 'github', person, '/settings')).toBe('/settings');
    const elsewhere = nobody();
    await site.goThrough(elsewhere, 'github', person);
    expect(await faceOf(elsewhere)).toBe(member.handle);
    await who.submit('/settings', 'provider', { provider: 'github' });
    expect(await site.goThrough(nobody(), 'github', person)).toBe('/register/handle');
  });

  it('an account that is another member’s, or has no confirmed e-mail, is refused there', async () => {
    const { person } = await site.aMemberFrom('github');
    for (const [newcomer, code] of [
      [person, 'accounts.elsewhere-taken'],
      [aPerson({ verified: false }), 'accounts.elsewhere-unverified'],
    ] as const) {
      const { who } = await inSettings();
      const end = await writesNothing(() => site.goThrough(who, 'github', newcomer, '/settings'));
      expect(end).toBe(`/settings?error=${code}`);
      expect(refusalsIn(await who.get(end))).toContain(code);
    }
  });

  it('whoever is somebody else by the time they come back links nothing', async () => {
    const { who } = await inSettings();
    const way = await site.wayBack(who, 'github', aPerson(), '/settings');
    const other = nobody();
    await signIn(other, await aMemberWithPassword());
    for (const [name, value] of other.cookies) who.cookies.set(name, value);
    const before = (await known())[1];
    expect(site.within(await who.get(way))).toBe('/settings?error=accounts.elsewhere-changed');
    expect((await known())[1]).toBe(before);
  });
});
