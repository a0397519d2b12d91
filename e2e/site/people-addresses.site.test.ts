import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { aCaller, callers } from '../support/doors';
import { enter, house } from '../support/inside';
import { freePlace } from '../support/places';
import { aSignedIn, press as pressForm, somebody } from '../support/social';
import { statementCounter } from '../support/statements';
import { type Answer, aVisitor, type Visitor } from '../support/visitor';

const { dataDir, remove } = temporaryData('people-addresses');

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;
let visitor: Visitor;

/** Sends the form of a page that has this verb. */
const press = (who: Visitor, path: string, verb: string, changed?: Record<string, string>) =>
  pressForm({ who, origin: copy.origin }, path, (form) => form.includes(`value="${verb}"`), changed);

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
    const [ana, bo] = [await aSignedIn(copy.origin), await somebody()];
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
    const [ana, bo, eve] = [await aSignedIn(copy.origin), await somebody(), await somebody()];
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
