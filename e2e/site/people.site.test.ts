import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { knock } from '../support/doors';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { aSignedIn, press as pressForm, somebody } from '../support/social';
import { statementCounter } from '../support/statements';
import { type Answer, aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('people');

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;
let visitor: Visitor;

/** Sends the form of a page that has this verb. */
const press = (who: Visitor, path: string, verb: string, changed?: Record<string, string>) =>
  pressForm({ who, origin: copy.origin }, path, (form) => form.includes(`value="${verb}"`), changed);

const targetOf = ({ headers }: Answer) => new URL(headers.get('location') ?? '', copy.origin);

const offers = (body: string, verb: string) => body.includes(`value="${verb}"`);
/** What stands behind the word of a tab. */
const countIn = (body: string, word: string) =>
  Number(new RegExp(`${word}(?:<!-- -->|\\s)*<span[^>]*>([\\d,]+)<`).exec(body)?.[1]);

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
    const [ana, bo] = [await aSignedIn(copy.origin), await somebody()];
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
    const [ana, bo, eve] = [await aSignedIn(copy.origin), await somebody(), await somebody()];
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
    // Made by hand: no action told the lists.
    await (await house()).expireCaches();
    for (const list of ['/people', `/people/${eve.handle}/followers`])
      expect((await visitor.get(prefix + list)).body, list).toContain(`data-by="${bo.handle}"`);
    const hidden = `${prefix}/settings/hidden`;
    expect((await ana.get(hidden)).body).toContain(`@${bo.handle}`);
    expect((await press(ana, hidden, 'unblock')).headers.get('location')).toBe(hidden);
    expect((await ana.get(hidden)).body).not.toContain(`@${bo.handle}`);
    expect((await ana.get(`${path}?mine=1`)).body).toContain(bo.title);
  });

  it('one’s own followers can be let go', async () => {
    const [ana, bo] = [await aSignedIn(copy.origin), await aSignedIn(copy.origin)];
    await press(bo, `/people/${ana.handle}`, 'follow');
    const list = `${prefix}/people/${ana.handle}/followers`;
    const sent = await pressForm(
      { who: ana, origin: copy.origin },
      list,
      (form) => form.includes(`value="${bo.handle}"`) && !form.includes('name="verb"'),
    );
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
      const who = await aSignedIn(copy.origin, code === 'accounts.muted' ? { mutedAt: new Date() } : {});
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
