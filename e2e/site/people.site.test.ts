import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { aCaller, callers, knock } from '../support/doors';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { type Answer, aVisitor, formWith, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('people');
const password = 'a long enough password';

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;
let visitor: Visitor;

type Person = Visitor & { handle: string; id: number };

async function somebody() {
  const { aMember, anImage } = await house();
  const member = await aMember();
  const image = await anImage({ ownerId: member.id, title: `Owl of ${member.handle}` });
  return { ...member, title: image.title };
}

async function aSignedIn(standing: { mutedAt?: Date } = {}): Promise<Person> {
  const { aMember, hashPassword } = await house();
  const { id, handle } = await aMember({ passwordHash: await hashPassword(password), ...standing });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, id, handle };
}

/** Sends the form of a page that is about this person and has this verb, as a browser without JavaScript would. */
async function press(who: Visitor, path: string, verb: string, changed: Record<string, string> = {}): Promise<Answer> {
  const { body } = await who.get(path);
  const part = body.split('<form').find((form) => form.includes(`value="${verb}"`));
  if (!part) throw new Error(`${path} has no form that says ${verb}`);
  const { hidden } = formWith(`<form${part}`, 'verb');
  const form = new FormData();
  for (const [name, value] of hidden) form.append(name, changed[name] ?? value);
  const headers = { origin: copy.origin, referer: copy.origin + path };
  return who.send(path, { method: 'POST', body: form, headers });
}

const offers = (body: string, verb: string) => body.includes(`value="${verb}"`);
/** What stands behind the word of a tab. */
const countIn = (body: string, word: string) =>
  Number(new RegExp(`${word}(?:<!-- -->|\\s)*<span[^>]*>([\\d,]+)<`).exec(body)?.[1]);
const targetOf = ({ headers }: Answer) => new URL(headers.get('location') ?? '', copy.origin);

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  visitor = aVisitor(copy.origin);
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

afterAll(async () => {
  const { closeDatabase } = await house();
  await closeDatabase();
  await counter.end();
  await copy.stop();
  remove();
});

describe.each(languages)('without JavaScript ($locale)', ({ locale, prefix }) => {
  const social = words(locale, 'social');

  it('a follow and its end are counted on the next read of the page for everybody', async () => {
    const [ana, bo] = [await aSignedIn(), await somebody()];
    const path = `${prefix}/people/${bo.handle}`;
    expect(countIn((await visitor.get(path)).body, social['tab-followers'])).toBe(0);
    const sent = await press(ana, path, 'follow');
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?mine=1`]);
    const own = await ana.get(`${path}?mine=1`);
    expect([own.status, offers(own.body, 'unfollow'), offers(own.body, 'follow')]).toEqual([200, true, false]);
    expect(own.body).toMatch(/<meta name="robots" content="noindex/);
    const everybodys = await visitor.get(path);
    expect([countIn(everybodys.body, social['tab-followers']), offers(everybodys.body, 'unfollow')]).toEqual([
      1,
      false,
    ]);
    expect((await visitor.get(`${path}/followers`)).body).toContain(`@${ana.handle}`);
    expect((await press(ana, `${path}?mine=1`, 'unfollow')).status).toBe(303);
    expect(countIn((await visitor.get(path)).body, social['tab-followers'])).toBe(0);
  });

  it('a visitor is led to where one signs in, and back', async () => {
    const bo = await somebody();
    for (const verb of ['follow', 'mute', 'block']) {
      const target = targetOf(await press(visitor, `${prefix}/people/${bo.handle}`, verb));
      expect([target.pathname, target.searchParams.get('back')]).toEqual([
        `${prefix}/sign-in`,
        `/people/${bo.handle}?mine=1`,
      ]);
    }
    expect((await visitor.get(`/people/${bo.handle}/followers`)).body).not.toContain('data-by=');
  });

  it('a block hides the person wherever the page knows who is looking, and can be taken back', async () => {
    const [ana, bo, eve] = [await aSignedIn(), await somebody(), await somebody()];
    const { aFollow } = await import('@/domains/social/factory');
    await aFollow(bo, eve);
    const path = `${prefix}/people/${bo.handle}`;
    expect((await ana.get(`${path}?mine=1`)).body).toContain(bo.title);
    expect((await press(ana, path, 'block')).headers.get('location')).toBe(`${path}?mine=1`);
    const own = await ana.get(`${path}?mine=1`);
    expect(own.body).not.toContain(bo.title);
    expect(unescaped(own.body)).toContain(social['blocked-note'].replace('{name}', bo.name));
    for (const list of ['/people?mine=1', `/people/${eve.handle}/followers`])
      expect((await ana.get(prefix + list)).body, list).not.toContain(`data-by="${bo.handle}"`);
    for (const list of ['/people', `/people/${eve.handle}/followers`])
      expect((await visitor.get(prefix + list)).body, list).toContain(`data-by="${bo.handle}"`);
    const hidden = `${prefix}/settings/hidden`;
    expect((await ana.get(hidden)).body).toContain(`@${bo.handle}`);
    expect((await press(ana, hidden, 'unblock')).headers.get('location')).toBe(hidden);
    expect((await ana.get(hidden)).body).not.toContain(`@${bo.handle}`);
    expect((await ana.get(`${path}?mine=1`)).body).toContain(bo.title);
  });

  it('one’s own followers can be let go', async () => {
    const [ana, bo] = [await aSignedIn(), await aSignedIn()];
    await press(bo, `/people/${ana.handle}`, 'follow');
    const list = `${prefix}/people/${ana.handle}/followers`;
    const { body } = await ana.get(list);
    const part = body
      .split('<form')
      .find((form) => form.includes(`value="${bo.handle}"`) && !form.includes('name="verb"'));
    const { hidden } = formWith(`<form${part}`, 'handle');
    const form = new FormData();
    for (const [name, value] of hidden) form.append(name, value);
    const sent = await ana.send(list, {
      method: 'POST',
      body: form,
      headers: { origin: copy.origin, referer: copy.origin + list },
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, list]);
    expect((await ana.get(list)).body).not.toContain(`@${bo.handle}`);
    // Nobody is offered that of somebody else's.
    expect((await bo.get(list)).body).not.toContain(social.remove);
  });

  it.each([
    ['accounts.muted', 'follow', {}],
    ['social.yourself', 'follow', { handle: 'own' }],
    ['social.person-missing', 'follow', { handle: 'nobody_at_all' }],
    ['site.invalid', 'follow', { handle: "' or 1=1" }],
    ['site.invalid', 'follow', { verb: 'anything' }],
    ['site.invalid', 'block', { verb: 'lift' }],
    ['site.invalid', 'block', { handle: 'bo\u202eana' }],
    ['site.invalid', 'mute', { handle: 'x'.repeat(1_000_000) }],
    ['social.blocked', 'follow', { handle: 'blocker' }],
  ] as const)(
    'what is refused with %s (%s, %j) leads to a page that says why, and writes nothing',
    async (code, verb, given) => {
      const who = await aSignedIn(code === 'accounts.muted' ? { mutedAt: new Date() } : {});
      const [bo, blocker] = [await somebody(), await somebody()];
      const { aBoundary } = await import('@/domains/social/factory');
      await aBoundary(blocker, who as never);
      const handles: Record<string, string> = { own: who.handle, blocker: blocker.handle };
      const changed = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, handles[value] ?? value]));
      const path = `${prefix}/people/${bo.handle}`;
      const answer = await knock(counter, () => press(who, path, verb, changed));
      const target = targetOf(answer);
      expect([answer.status, target.searchParams.get('refused'), answer.written]).toEqual([303, code, []]);
      const told = await who.get(target.pathname + target.search);
      expect(told.status).toBe(200);
      expect(unescaped(told.body)).toContain(words(locale, 'refusals')[code.replace('.', '-') as 'social-yourself']);
    },
  );
});

describe('addresses of people', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const lists = (handle: string) => [
    '/people',
    '/people/most-followed',
    `/people/${handle}/followers`,
    `/people/${handle}/following`,
    `/people/${handle}/likes`,
  ];

  it('with a cursor that was tampered with, or of another list, lead to the beginning or an empty page', async () => {
    const { handle } = await somebody();
    for (const list of lists(handle)) {
      for (const after of [
        'x',
        '',
        '%00',
        cursor([1]),
        cursor({}),
        cursor([-1, 1]),
        cursor([1e15, 1]),
        'a'.repeat(2_000),
      ]) {
        const { status, headers } = await visitor.get(`${list}?after=${after}`);
        expect([status, status === 307 ? headers.get('location') : list], `${list} ${after}`).toEqual([
          status === 200 ? 200 : 307,
          list,
        ]);
      }
    }
  });

  it('with words nobody knows are the same pages, and of nobody are missing', async () => {
    const { handle } = await somebody();
    for (const path of [
      '/people?sort=anything',
      '/people?page=1000000000',
      '/people?mine=%00',
      `/people/${handle}?mine=a&mine=b`,
    ])
      expect((await visitor.get(path)).status, path).toBe(200);
    for (const path of [
      '/people/nobody_at_all',
      '/people/nobody_at_all?mine=1',
      '/people/nobody_at_all/followers',
      '/people/%E0%A4%A/likes',
    ])
      expect((await visitor.get(path)).status, path).toBeGreaterThanOrEqual(400);
    expect((await visitor.get('/people?mine=1&refused=<script>')).body).not.toContain('<script>"');
  });

  it('cost nothing once they are drawn for everybody, and at most four statements besides the session’s where they know who is looking', async () => {
    const [ana, bo] = [await aSignedIn(), await somebody()];
    const { aFollow } = await import('@/domains/social/factory');
    await aFollow(bo, ana as never);
    for (const path of ['/people', '/people/most-followed', `/people/${bo.handle}`]) {
      await visitor.get(path);
      expect(await counter.during(() => visitor.get(path)), path).toEqual([]);
    }
    for (const path of [
      '/people?mine=1',
      '/people/most-followed?mine=1',
      ...lists(ana.handle).slice(2),
      `/people/${bo.handle}?mine=1`,
      '/settings/hidden',
    ]) {
      await ana.get(path);
      const statements = await counter.during(() => ana.get(path));
      expect(statements.length, `${path}\n${statements.join('\n')}`).toBeLessThanOrEqual(5);
    }
  });
});

describe('what pages for everybody ask', () => {
  it('says what a member has to do with the people shown, whom not to show, and nothing to visitors', async () => {
    const [ana, bo, eve] = [await aSignedIn(), await somebody(), await somebody()];
    await press(ana, `/people/${bo.handle}`, 'follow');
    await press(ana, `/people/${eve.handle}`, 'mute');
    const ask = async (who: Visitor, query: string) => JSON.parse((await who.get(`/api/viewer?${query}`)).body);
    expect(await ask(ana, `people=${bo.handle},${eve.handle},nobody_at_all`)).toMatchObject({
      handle: ana.handle,
      people: {
        [bo.handle]: { isFollowed: true, boundary: null },
        [eve.handle]: { isFollowed: false, boundary: 'mute' },
      },
      hidden: [eve.handle],
    });
    expect((await ask(ana, `person=${bo.handle}`)).people[bo.handle].isFollowed).toBe(true);
    expect(await ask(visitor, `people=${bo.handle}`)).toEqual({ handle: null, name: null, photo: null });
    expect(await counter.during(() => visitor.get(`/api/viewer?people=${bo.handle}`))).toEqual([]);
    const statements = await counter.during(() => ana.get(`/api/viewer?people=${bo.handle}`));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(5);
  });

  it.each([
    'people=Bo',
    'people=a,b',
    "people=' or 1=1",
    `people=${Array(51)
      .fill('bo_1')
      .map((each, i) => each + i)
      .join()}`,
    'people=',
  ])('is refused for what is no list of handles: %s', async (query) => {
    const { status, body } = await visitor.get(`/api/viewer?${query}`);
    expect([status, JSON.parse(body).error.code]).toEqual([422, 'site.invalid']);
  });
});

describe.each(callers)('$who', (caller) => {
  it('may look at people, and runs into the door of following only as a visitor', async () => {
    const [who, bo] = [await aCaller(copy, caller), await somebody()];
    for (const path of [
      '/people',
      '/people?mine=1',
      `/people/${bo.handle}`,
      `/people/${bo.handle}?mine=1`,
      `/people/${bo.handle}/likes`,
    ])
      expect((await who.get(path)).status, path).toBe(200);
    const target = targetOf(await press(who, `/people/${bo.handle}`, 'follow'));
    expect(target.pathname.includes('/sign-in')).toBe(caller.is === 'visitor');
    expect((await who.get('/settings/hidden')).status).toBe(caller.is === 'visitor' ? 307 : 200);
  });
});
