import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { type IdentityProvider, type Person, startIdentityProvider } from '../support/identity-provider';
import { enter } from '../support/inside';
import {
  aMemberWithPassword,
  aNewcomer,
  doorway,
  faceOf,
  goesTo,
  proxied,
  refusalsIn,
  signIn,
} from '../support/newcomers';
import { freePlace } from '../support/places';
import type { Answer, Visitor } from '../support/visitor';

/** GitHub and Google as ways in, over HTTP, with a provider that asks and answers as theirs do. */
const { dataDir, remove } = temporaryData('elsewhere');
let copy: Copy;
let provider: IdentityProvider;

beforeAll(async () => {
  provider = await startIdentityProvider();
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'], env: { ...proxied, ...provider.variables } });
  enter({ port, dataDir });
});

afterAll(async () => {
  await (await doorway()).closeDatabase();
  await copy.stop();
  await provider.stop();
  remove();
});

const both = ['github', 'google'] as const;
type Provider = (typeof both)[number];
let ids = 1_000;

/** Somebody with an account elsewhere whose e-mail is confirmed, unless told. */
function aPerson({ email = `${randomUUID()}@elsewhere.test`, verified = true } = {}): Person & { email: string } {
  ids++;
  return { id: ids, name: `Zoë Nº ${ids}`, emails: [{ email, verified }], email };
}

/** Presses the button; answers where the browser is sent. */
async function press(who: Visitor, name: Provider, page = '/sign-in'): Promise<string> {
  const answer = await who.submit(page, 'provider', { provider: name });
  expect(goesTo(answer)).toMatch(new RegExp(`^${provider.origin}/`));
  return goesTo(answer);
}

/** What the provider answers to the browser: the way back, with a code or a "no". */
async function askThere(address: string): Promise<string> {
  const { headers } = await fetch(address, { redirect: 'manual' });
  const back = new URL(headers.get('location') ?? '');
  expect(back.origin).toBe(copy.origin);
  return back.pathname + back.search;
}

/** Where an answer leads within this site; another site would be the end of this test. */
function within({ status, headers }: Answer): string {
  expect([302, 303, 307]).toContain(status);
  const target = new URL(headers.get('location') ?? '', copy.origin);
  expect(target.origin).toBe(copy.origin);
  return target.pathname + target.search;
}

/** From the button to what the site makes of who comes back. */
async function goThrough(who: Visitor, name: Provider, person: Person | null, page?: string): Promise<string> {
  provider.be(person);
  return within(await who.get(await askThere(await press(who, name, page))));
}

/** Rows by which somebody would be known or signed in. */
async function known(): Promise<number[]> {
  const { db, identities, members, sessions } = await doorway();
  return Promise.all([db.$count(members), db.$count(identities), db.$count(sessions)]);
}

/** Does it, and sees that nobody became known by it. */
async function writesNothing<Result>(act: () => Promise<Result>): Promise<Result> {
  const before = await known();
  const result = await act();
  expect(await known()).toEqual(before);
  return result;
}

/** Somebody who has become a member that way. */
async function aMemberFrom(name: Provider) {
  const person = aPerson();
  const who = aNewcomer(copy);
  await goThrough(who, name, person);
  const handle = `z_${person.id}`;
  expect(goesTo(await who.submit('/register/handle', 'handle', { handle }))).toBe('/');
  return { person, who, handle };
}

const sessionOf = (who: Visitor) => [...who.cookies].find(([name]) => name.startsWith('vitrine-session'))?.[1];

describe.each(both)('with %s', (name) => {
  it('a newcomer chooses a handle and is a member, and is known from then on', async () => {
    const person = aPerson();
    const who = aNewcomer(copy);
    expect(await goThrough(who, name, person, '/zh/sign-in?back=/zh/share')).toBe('/zh/register/handle');
    const page = await who.get('/register/handle');
    expect(page.body).toContain(person.email);
    expect(page.body).toContain(`value="zoe_n`);
    const joined = await who.submit('/register/handle', 'handle', { handle: `Zoe_${person.id}` });
    expect(goesTo(joined)).toBe('/share');
    expect(await faceOf(who)).toBe(`zoe_${person.id}`);
    expect(within(await who.get('/register/handle'))).toBe('/');

    const elsewhere = aNewcomer(copy);
    const signedIn = await goThrough(elsewhere, name, person, '/sign-in?back=/share');
    expect(within(await elsewhere.get(signedIn))).toBe('/share');
    expect(await faceOf(elsewhere)).toBe(`zoe_${person.id}`);
  });

  it('a member with that confirmed e-mail is linked, signed in and told by mail', async () => {
    const member = await aMemberWithPassword();
    const who = aNewcomer(copy);
    await goThrough(who, name, aPerson({ email: member.email.toUpperCase() }));
    expect(await faceOf(who)).toBe(member.handle);
    const find = async () => {
      const mails = (await (await fetch(`${copy.mailOrigin}/messages.json`)).json()) as {
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
    const nobody = `${randomUUID()}@elsewhere.test`;
    for (const person of [
      aPerson({ email: member.email, verified: false }),
      aPerson({ email: nobody, verified: false }),
      { ...aPerson(), emails: [] },
    ]) {
      const who = aNewcomer(copy);
      const end = await writesNothing(() => goThrough(who, name, person));
      expect(refusalsIn(await who.get(end))).toContain('accounts.elsewhere-unverified');
      expect(await faceOf(who)).toBeNull();
      expect(within(await who.get('/register/handle'))).toBe('/register');
    }
  });

  it('a suspended member is refused in words, in their language', async () => {
    const member = await aMemberWithPassword({ suspendedAt: new Date() });
    const who = aNewcomer(copy);
    const end = await writesNothing(() => goThrough(who, name, aPerson({ email: member.email }), '/zh/sign-in'));
    expect(end).toMatch(/^\/zh\/sign-in\?/);
    expect((await who.get(end)).body).toContain('此账号已被停用');
    expect(refusalsIn(await who.get(end.replace('/zh', '')))).toContain('accounts.elsewhere-suspended');
  });

  it('a “no” there is told here', async () => {
    const who = aNewcomer(copy);
    const end = await writesNothing(() => goThrough(who, name, null));
    expect(refusalsIn(await who.get(end))).toContain('accounts.elsewhere-no');
  });

  it('a session that was planted is never adopted', async () => {
    const { person, handle } = await aMemberFrom(name);
    const who = aNewcomer(copy);
    who.cookies.set(`vitrine-session-${new URL(copy.origin).port}`, 'planted');
    await goThrough(who, name, person);
    expect(sessionOf(who)).not.toBe('planted');
    expect(await faceOf(who)).toBe(handle);
  });
});

describe('what comes back', () => {
  const wayBack = async (who: Visitor, name: Provider = 'github') => {
    provider.be(aPerson());
    return askThere(await press(who, name));
  };

  it('with a forged, missing or foreign state is refused in words, and writes nothing', async () => {
    const who = aNewcomer(copy);
    const way = await wayBack(who);
    const forged = way.replace(/state=[^&]+/, 'state=forged');
    const missing = way.replace(/&?state=[^&]+/, '');
    const cases: [Visitor, string][] = [
      [aNewcomer(copy), way],
      [who, forged],
      [who, missing],
      [who, '/api/auth/callback/github'],
      [who, '/api/auth/callback/github?code=x&code=y&state='],
      [who, way.replace('/github', '/google')],
      [who, way.replace('/github', '/elsewhere')],
    ];
    for (const [visitor, path] of cases) {
      const end = await writesNothing(async () => within(await visitor.get(path)));
      expect(end, path).toMatch(/^\/sign-in\?error=/);
      expect(refusalsIn(await visitor.get(end)), path).toContain('accounts.elsewhere-failed');
      expect(sessionOf(visitor), path).toBeUndefined();
    }
  });

  it('counts once', async () => {
    const { person } = await aMemberFrom('github');
    provider.be(person);
    const who = aNewcomer(copy);
    const way = await askThere(await press(who, 'github'));
    const cookies = [...who.cookies];
    await who.get(way);
    expect(sessionOf(who)).toBeDefined();
    const replay = aNewcomer(copy);
    for (const [name, value] of cookies) replay.cookies.set(name, value);
    const end = await writesNothing(async () => within(await replay.get(way)));
    expect(end).toMatch(/^\/sign-in\?error=/);
    expect(sessionOf(replay)).toBeUndefined();
  });

  it('with a handle that somebody took meanwhile chooses another', async () => {
    const [one, other] = [aNewcomer(copy), aNewcomer(copy)];
    for (const who of [one, other]) await goThrough(who, 'google', aPerson());
    const handle = `lost_${ids}`;
    const [first, second] = [
      await one.form('/register/handle', 'handle'),
      await other.form('/register/handle', 'handle'),
    ];
    expect(goesTo(await first({ handle }))).toBe('/');
    const refused = await second({ handle });
    expect(refusalsIn(refused)).toContain('accounts.handle-taken');
    expect(refused.body).toContain(`value="${handle}"`);
    for (const wrong of ['a', 'admin', 'Ü'.repeat(9), 'x'.repeat(5_000)])
      expect(refusalsIn(await writesNothing(() => second({ handle: wrong }))).join()).toMatch(/accounts\.handle-/);
    expect(goesTo(await second({ handle: `${handle}_2` }))).toBe('/');
  });

  it('joins once, however often the form is sent', async () => {
    const who = aNewcomer(copy);
    await goThrough(who, 'github', aPerson());
    const join = await who.form('/register/handle', 'handle');
    const cookies = [...who.cookies];
    expect(goesTo(await join({ handle: `once_${ids}` }))).toBe('/');
    const again = aNewcomer(copy);
    for (const [name, value] of cookies) again.cookies.set(name, value);
    const refused = await writesNothing(() => again.submit('/register/handle', 'handle', { handle: `twice_${ids}` }));
    expect(refusalsIn(refused)).toContain('accounts.elsewhere-joined');
    const forged = aNewcomer(copy);
    forged.cookies.set(`vitrine-arrival-${new URL(copy.origin).port}`, 'forged');
    expect(within(await forged.get('/register/handle'))).toBe('/register');
  });
});

describe('the way afterwards', () => {
  it.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '/zh//evil.test'])(
    'never leads to another site: %s',
    async (back) => {
      const { person } = await aMemberFrom('github');
      const who = aNewcomer(copy);
      provider.be(person);
      const answer = await who.submit('/sign-in', 'provider', { provider: 'github', back });
      const end = within(await who.get(await askThere(goesTo(answer))));
      expect(within(await who.get(end))).toBe('/');
    },
  );

  it.each(['https://evil.test', 'javascript:alert(1)', 'no address'])(
    'nor does an address given to the library itself: %s',
    async (callbackUrl) => {
      const { person } = await aMemberFrom('github');
      const who = aNewcomer(copy);
      const { csrfToken } = JSON.parse((await who.get('/api/auth/csrf')).body) as { csrfToken: string };
      const body = new URLSearchParams({ csrfToken, callbackUrl });
      provider.be(person);
      const answer = await who.send('/api/auth/signin/github', {
        method: 'POST',
        body,
        headers: { origin: copy.origin },
      });
      expect(answer.status).toBe(302);
      const location = answer.headers.get('location') ?? '';
      if (location.startsWith(provider.origin)) within(await who.get(await askThere(location)));
      else within(answer);
      for (const path of ['signin', 'csrf', 'providers', 'session', 'signout', 'error', 'callback/github']) {
        const query = `?callbackUrl=${encodeURIComponent(callbackUrl)}`;
        const { status, headers } = await writesNothing(() => who.get(`/api/auth/${path}${query}`));
        expect(status, path).toBeLessThan(500);
        if (status >= 300 && status < 400) within({ status, headers, body: '' });
      }
    },
  );

  it('may be to the provider and nowhere else, as far as the page’s policy says', async () => {
    const { headers } = await aNewcomer(copy).get('/sign-in');
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${provider.origin}`);
    const cached = await aNewcomer(copy).get('/explore');
    expect(cached.headers.get('content-security-policy')).toContain("form-action 'self';");
  });
});

describe('the addresses of the library', () => {
  it('tell a member’s handle and the end of the session, and nothing else', async () => {
    const { who, handle } = await aMemberFrom('github');
    const { body, headers } = await who.get('/api/auth/session');
    expect(JSON.parse(body)).toEqual({ user: { handle }, expires: expect.any(String) });
    expect(headers.getSetCookie()).toEqual([]);
    expect((await aNewcomer(copy).get('/api/auth/session')).body).toBe('null');
  });

  it('sign out by a form with its token, and by nothing else', async () => {
    const { who, handle } = await aMemberFrom('github');
    await who.get('/api/auth/signout');
    await who.send('/api/auth/signout', {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: copy.origin },
    });
    expect(await faceOf(who)).toBe(handle);
    const token = sessionOf(who) ?? '';
    const { csrfToken } = JSON.parse((await who.get('/api/auth/csrf')).body) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken });
    await who.send('/api/auth/signout', { method: 'POST', body, headers: { origin: copy.origin } });
    expect(sessionOf(who)).toBeUndefined();
    who.cookies.set(`vitrine-session-${new URL(copy.origin).port}`, token);
    expect(await faceOf(who)).toBeNull();
  });

  it('know no passwords', async () => {
    const member = await aMemberWithPassword();
    const who = aNewcomer(copy);
    const { csrfToken } = JSON.parse((await who.get('/api/auth/csrf')).body) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, login: member.handle, password: member.password });
    for (const path of ['callback/credentials', 'signin/credentials']) {
      const { status } = await writesNothing(() =>
        who.send(`/api/auth/${path}`, { method: 'POST', body, headers: { origin: copy.origin } }),
      );
      expect(status).toBeLessThan(500);
      expect(sessionOf(who)).toBeUndefined();
    }
  });
});

describe('in the settings', () => {
  const inSettings = async () => {
    const member = await aMemberWithPassword();
    const who = aNewcomer(copy);
    await signIn(who, member);
    return { member, who };
  };

  it('a member links an account with whatever confirmed e-mail, signs in with it, and unlinks it', async () => {
    const { member, who } = await inSettings();
    const person = aPerson();
    expect(await goThrough(who, 'github', person, '/settings')).toBe('/settings');
    const elsewhere = aNewcomer(copy);
    await goThrough(elsewhere, 'github', person);
    expect(await faceOf(elsewhere)).toBe(member.handle);
    await who.submit('/settings', 'provider', { provider: 'github' });
    expect(await goThrough(aNewcomer(copy), 'github', person)).toBe('/register/handle');
  });

  it('an account that is another member’s, or has no confirmed e-mail, is refused there', async () => {
    const { person } = await aMemberFrom('github');
    for (const [newcomer, code] of [
      [person, 'accounts.elsewhere-taken'],
      [aPerson({ verified: false }), 'accounts.elsewhere-unverified'],
    ] as const) {
      const { who } = await inSettings();
      const end = await writesNothing(() => goThrough(who, 'github', newcomer, '/settings'));
      expect(end).toBe(`/settings?error=${code}`);
      expect(refusalsIn(await who.get(end))).toContain(code);
    }
  });

  it('whoever is somebody else by the time they come back links nothing', async () => {
    const { who } = await inSettings();
    provider.be(aPerson());
    const way = await askThere(await press(who, 'github', '/settings'));
    const other = aNewcomer(copy);
    await signIn(other, await aMemberWithPassword());
    for (const [name, value] of other.cookies) who.cookies.set(name, value);
    const before = (await known())[1];
    expect(within(await who.get(way))).toBe('/settings?error=accounts.elsewhere-changed');
    expect((await known())[1]).toBe(before);
  });
});
