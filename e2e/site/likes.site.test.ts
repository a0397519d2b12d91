import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('likes');
const password = 'a long enough password';

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;
let owner: Person;
let ana: Person;
let visitor: Visitor;

type Person = Visitor & { handle: string; id: number };

async function aSignedIn(): Promise<Person> {
  const { aMember, hashPassword } = await house();
  const { id, handle } = await aMember({ passwordHash: await hashPassword(password) });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, id, handle };
}

/** The page of an image nobody else's test speaks of. */
async function aPage() {
  const { anImage } = await house();
  const { ref, slug } = await anImage({ ownerId: owner.id as never });
  return { ref, path: `/images/${ref}/${slug}` };
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  [owner, ana] = [await aSignedIn(), await aSignedIn()];
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

const likesIn = (body: string) => Number(/data-likes="(-?\d+)"/.exec(body)?.[1]);
const like = (person: Visitor, path: string, values: Record<string, string> = { verb: 'like' }) =>
  person.submit(path, 'image', values);

describe.each(languages)('a like without JavaScript ($locale)', ({ locale, prefix }) => {
  it('leads to the page as its member sees it, and is counted on the next read of the page for everybody', async () => {
    const page = await aPage();
    const path = prefix + page.path;
    expect(likesIn((await visitor.get(path)).body)).toBe(0);
    const sent = await like(ana, path);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?mine=1`]);
    const own = await ana.get(`${path}?mine=1`);
    expect([own.status, likesIn(own.body), own.body.includes(words(locale, 'engagement').liked)]).toEqual([
      200,
      1,
      true,
    ]);
    expect(own.body).toMatch(/<meta name="robots" content="noindex/);
    const everybodys = await visitor.get(path);
    expect([likesIn(everybodys.body), everybodys.body.includes(ana.handle)]).toEqual([1, true]);
    // The form there says the other way by now.
    expect((await ana.submit(`${path}?mine=1`, 'image', {})).status).toBe(303);
    expect(likesIn((await visitor.get(path)).body)).toBe(0);
  });

  it('of a visitor leads to where one signs in, and back', async () => {
    const { path } = await aPage();
    const sent = await like(visitor, prefix + path);
    const target = new URL(sent.headers.get('location') ?? '', copy.origin);
    expect([sent.status, target.pathname, target.searchParams.get('back')]).toEqual([
      303,
      `${prefix}/sign-in`,
      `${path}?mine=1`,
    ]);
    expect(likesIn((await visitor.get(prefix + path)).body)).toBe(0);
  });

  it('that is refused leads to a page that says why', async () => {
    const { ref, path } = await aPage();
    const [form, { db, images }] = [await ana.form(prefix + path, 'image'), await house()];
    await db.update(images).set({ audience: 'private' }).where(sqlIs(ref));
    const refused = await form({ verb: 'like' });
    expect(refused.headers.get('location')).toBe(`${prefix}${path}?mine=1&refused=images.missing`);
    await db.update(images).set({ audience: 'public' }).where(sqlIs(ref));
    const told = await ana.get(refused.headers.get('location') ?? '');
    expect(unescaped(told.body)).toContain(words(locale, 'refusals')['images-missing']);
    expect(likesIn(told.body)).toBe(0);
  });
});

let sqlIs: (ref: string) => never;
beforeAll(async () => {
  const [{ eq }, { images }] = [await import('drizzle-orm'), await house()];
  sqlIs = (ref) => eq(images.ref, ref) as never;
});

describe('what is sent as a like', () => {
  it.each([
    { verb: 'toggle' },
    { verb: '' },
    { verb: 'like', image: 'nothing' },
    { verb: 'like', image: `${'0'.repeat(10)}' or 1=1` },
    { verb: 'like', image: 'x'.repeat(1_000_000) },
    { verb: 'like', image: '0000000000' },
  ])('is refused where it is nonsense, and nothing is written (%j)', async (values) => {
    const { path } = await aPage();
    const { status, headers } = await like(ana, path, values as Record<string, string>);
    expect(status).toBe(303);
    expect(headers.get('location')).toMatch(/[?&]refused=(?:site\.invalid|images\.missing)$/);
    expect(likesIn((await ana.get(`${path}?mine=1`)).body)).toBe(0);
  });

  it.each(['//evil.test/', 'https://evil.test/', '/\\evil.test', 'javascript:alert(1)'])(
    'leads to no other site (%s)',
    async (back) => {
      const { path } = await aPage();
      const { headers } = await like(ana, path, { verb: 'like', back });
      expect(new URL(headers.get('location') ?? '', copy.origin).origin).toBe(copy.origin);
    },
  );

  it.each(['https://evil.test', 'null'])('from %s is refused, and nothing is written', async (origin) => {
    const { path } = await aPage();
    const form = await ana.form(path, 'image');
    expect((await form({ verb: 'like' }, { origin })).status).toBeGreaterThanOrEqual(300);
    expect(likesIn((await visitor.get(path)).body)).toBe(0);
  });
});

describe('what a page asks once it is read', () => {
  const visit = (person: Visitor, image: string) =>
    person.send('/api/visit', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: copy.origin },
      body: JSON.stringify({ image }),
    });

  it('tells a member whether they like it and may tidy up, and a visitor nothing', async () => {
    const { ref, path } = await aPage();
    await like(ana, path);
    expect(JSON.parse((await visit(ana, ref)).body)).toMatchObject({ image: { ref, isLiked: true, mayTidy: false } });
    expect(JSON.parse((await visit(owner, ref)).body)).toMatchObject({ image: { ref, isLiked: false, mayTidy: true } });
    expect(JSON.parse((await visit(visitor, ref)).body)).not.toHaveProperty('image');
  });

  it('costs a visitor no statement, and a member four besides the session’s', async () => {
    const { ref } = await aPage();
    // Before the first flush Redis is not believed yet, and Postgres is asked as well.
    const { flushViews } = await import('@/domains/engagement/commands/flush-views');
    await flushViews();
    await visit(visitor, ref);
    expect(await counter.during(() => visit(visitor, ref))).toEqual([]);
    const all = await counter.during(() => visit(ana, ref));
    // The history is written once the answer is given.
    const statements = all.filter((statement) => !statement.includes('seen_images'));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(5);
  });
});

describe('who likes an image', () => {
  it('has a page for everybody, which leaves out whom its reader does not want to see', async () => {
    const { path } = await aPage();
    const [muted, { db }] = [await aSignedIn(), await house()];
    const { boundaries } = await import('@/domains/social/tables');
    for (const person of [ana, muted]) await like(person, path);
    await db
      .insert(boundaries)
      .values({ memberId: ana.id, otherId: muted.id, kind: 'mute', createdAt: new Date() } as never);
    const everybody = await visitor.get(`${path}/likes`);
    expect([everybody.status, everybody.body.includes(`@${muted.handle}`)]).toEqual([200, true]);
    const own = await ana.get(`${path}/likes`);
    expect([own.body.includes(`@${muted.handle}`), own.body.includes(`@${ana.handle}`)]).toEqual([false, true]);
    const statements = await counter.during(() => ana.get(`${path}/likes`));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(5);
  });

  it.each(['broken', 'W10', '0'.repeat(5_000)])('leads back to its beginning from the cursor %s', async (cursor) => {
    const { path } = await aPage();
    const { status, headers } = await visitor.get(`${path}/likes?after=${cursor}`);
    expect([status, headers.get('location')]).toEqual([307, `${path}/likes`]);
  });

  it.each(['/images/0000000000/nothing/likes', '/images/nothing/x/likes', '/images/%00/x/likes'])(
    '%s is not there',
    async (path) => {
      expect([400, 404]).toContain((await visitor.get(path)).status);
    },
  );
});
