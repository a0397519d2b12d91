import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Elsewhere, sessionOf, startElsewhere, writesNothing } from '../support/elsewhere';
import { aNewcomer, goesTo, refusalsIn } from '../support/newcomers';
import type { Visitor } from '../support/visitor';

/** What hostile and unlucky browsers bring back from GitHub and Google, and where they want to be sent. */
let site: Elsewhere;
const nobody = () => aNewcomer(site.copy);

beforeAll(async () => {
  site = await startElsewhere('elsewhere-back');
});

afterAll(() => site.stop());

describe('what comes back', () => {
  it('with a forged, missing or foreign state is refused in words, and writes nothing', async () => {
    const who = nobody();
    const way = await site.wayBack(who, 'github', aPerson());
    const forged = way.replace(/state=[^&]+/, 'state=forged');
    const missing = way.replace(/&?state=[^&]+/, '');
    const cases: [Visitor, string][] = [
      [nobody(), way],
      [who, forged],
      [who, missing],
      [who, '/api/auth/callback/github'],
      [who, '/api/auth/callback/github?code=x&code=y&state='],
      [who, way.replace('/github', '/google')],
      [who, way.replace('/github', '/elsewhere')],
    ];
    for (const [visitor, path] of cases) {
      const end = await writesNothing(async () => site.within(await visitor.get(path)));
      expect(end, path).toMatch(/^\/sign-in\?error=/);
      expect(refusalsIn(await visitor.get(end)), path).toContain('accounts.elsewhere-failed');
      expect(sessionOf(visitor), path).toBeUndefined();
    }
  });

  it('counts once', async () => {
    const { person } = await site.aMemberFrom('github');
    const who = nobody();
    const way = await site.wayBack(who, 'github', person);
    const cookies = [...who.cookies];
    await who.get(way);
    expect(sessionOf(who)).toBeDefined();
    const replay = nobody();
    for (const [name, value] of cookies) replay.cookies.set(name, value);
    const end = await writesNothing(async () => site.within(await replay.get(way)));
    expect(end).toMatch(/^\/sign-in\?error=/);
    expect(sessionOf(replay)).toBeUndefined();
  });

  it('with a handle that somebody took meanwhile chooses another', async () => {
    const [one, other] = [nobody(), nobody()];
    const person = aPerson();
    await site.goThrough(one, 'google', person);
    await site.goThrough(other, 'google', aPerson());
    const handle = `lost_${person.id}`;
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
    const who = nobody();
    const person = aPerson();
    await site.goThrough(who, 'github', person);
    const join = await who.form('/register/handle', 'handle');
    const cookies = [...who.cookies];
    expect(goesTo(await join({ handle: `once_${person.id}` }))).toBe('/');
    const again = nobody();
    for (const [name, value] of cookies) again.cookies.set(name, value);
    const refused = await writesNothing(() =>
      again.submit('/register/handle', 'handle', { handle: `twice_${person.id}` }),
    );
    expect(refusalsIn(refused)).toContain('accounts.elsewhere-joined');
    const forged = nobody();
    forged.cookies.set(`vitrine-arrival-${new URL(site.copy.origin).port}`, 'forged');
    expect(site.within(await forged.get('/register/handle'))).toBe('/register');
  });
});

describe('the way afterwards', () => {
  it.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '/zh//evil.test'])(
    'never leads to another site: %s',
    async (back) => {
      const { person } = await site.aMemberFrom('github');
      const who = nobody();
      site.provider.be(person);
      const answer = await who.submit('/sign-in', 'provider', { provider: 'github', back });
      const end = site.within(await who.get(await site.askThere(goesTo(answer))));
      expect(site.within(await who.get(end))).toBe('/');
    },
  );

  it.each(['https://evil.test', 'javascript:alert(1)', 'no address'])(
    'nor does an address given to the library itself: %s',
    async (callbackUrl) => {
      const { person } = await site.aMemberFrom('github');
      const who = nobody();
      const { csrfToken } = JSON.parse((await who.get('/api/auth/csrf')).body) as { csrfToken: string };
      const body = new URLSearchParams({ csrfToken, callbackUrl });
      site.provider.be(person);
      const answer = await who.send('/api/auth/signin/github', {
        method: 'POST',
        body,
        headers: { origin: site.copy.origin },
      });
      expect(answer.status).toBe(302);
      const location = answer.headers.get('location') ?? '';
      if (location.startsWith(site.provider.origin)) site.within(await who.get(await site.askThere(location)));
      else site.within(answer);
      for (const path of ['signin', 'csrf', 'providers', 'session', 'signout', 'error', 'callback/github']) {
        const query = `?callbackUrl=${encodeURIComponent(callbackUrl)}`;
        const { status, headers } = await writesNothing(() => who.get(`/api/auth/${path}${query}`));
        expect(status, path).toBeLessThan(500);
        if (status >= 300 && status < 400) site.within({ status, headers, body: '' });
      }
    },
  );

  it('may be to the provider and nowhere else, as far as the page’s policy says', async () => {
    const { headers } = await nobody().get('/sign-in');
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${site.provider.origin}`);
    const cached = await nobody().get('/explore');
    expect(cached.headers.get('content-security-policy')).toContain("form-action 'self';");
  });
});
