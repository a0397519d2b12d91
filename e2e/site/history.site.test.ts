import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

/** What a member looked at, on the built site and without JavaScript. */
const { dataDir, remove } = temporaryData('history');
const password = 'a long enough password';
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;

type Person = Visitor & { id: number };

async function aSignedIn(given: { timeZone?: string } = {}): Promise<Person> {
  const { aMember, hashPassword } = await house();
  const { id, handle } = await aMember({ passwordHash: await hashPassword(password), ...given });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, id };
}

/** What an image's page asks when it is read. */
const lookAt = (person: Visitor, ref: string) =>
  person.send('/api/visit', {
    method: 'POST',
    body: JSON.stringify({ image: ref }),
    headers: { 'content-type': 'application/json', origin: copy.origin, 'user-agent': browser },
  });

async function seenBy({ id }: Person) {
  const [{ db }, { seenImages }, { eq }] = await Promise.all([
    house(),
    import('@/domains/engagement/tables'),
    import('drizzle-orm'),
  ]);
  return db
    .select()
    .from(seenImages)
    .where(eq(seenImages.memberId, id as never));
}

/** A look is written after the answer: what is awaited here. */
async function written(person: Person, count: number) {
  await expect.poll(async () => (await seenBy(person)).length).toBe(count);
}

/** References of the images of a page, in order. */
const shownIn = (html: string) =>
  [...html.matchAll(/<a\b[^>]*class="picture-card"[^>]*>/g)].map(([link]) => /\/images\/(\w{10})\//.exec(link)?.[1]);

/** So many rows of a history, each a minute before the one before, until the given moment. */
async function aHistory(person: Person, count: number, until = new Date()) {
  const [{ anImage, db }, { seenImages }] = [await house(), await import('@/domains/engagement/tables')];
  const refs: string[] = [];
  const first = await anImage();
  for (let i = 0; i < count; i++) {
    const image = await anImage({ ownerId: first.ownerId, pictureId: first.pictureId as never });
    const seenAt = new Date(until.getTime() - i * 60_000);
    await db.insert(seenImages).values({ memberId: person.id as never, imageId: image.id, seenAt });
    refs.push(image.ref);
  }
  return refs;
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

afterAll(async () => {
  const { closeDatabase } = await house();
  await counter.end();
  await closeDatabase();
  await copy.stop();
  remove();
});

describe.each(languages)('a history without JavaScript ($locale)', ({ locale, prefix }) => {
  const said = words(locale, 'history');
  const path = `${prefix}/history`;

  it('is a member’s: a visitor is sent to sign in, and back', async () => {
    const { status, headers } = await aVisitor(copy.origin).get(path);
    expect([status, headers.get('location')]).toEqual([307, `${prefix}/sign-in?back=/history`]);
  });

  it('says what would be here, and is for nobody else, no cache and no search', async () => {
    const { status, body, headers } = await (await aSignedIn()).get(path);
    expect([status, body.includes(said['empty-title'])]).toEqual([200, true]);
    expect(body).toMatch(/<meta name="robots" content="noindex/);
    expect(headers.get('cache-control')).toMatch(/no-store|private/);
  });

  it('shows what was looked at, loses one image, stands still, goes on, and is emptied', async () => {
    const { anImage } = await house();
    const [person, a, b, c] = [
      await aSignedIn(),
      await anImage({ title: 'Quay & <i>' }),
      await anImage(),
      await anImage(),
    ];
    await lookAt(person, a.ref);
    await written(person, 1);
    await lookAt(person, b.ref);
    await written(person, 2);
    const { body } = await person.get(path);
    expect(shownIn(body)).toEqual([b.ref, a.ref]);
    expect(body.includes(said.today)).toBe(true);
    expect(body).not.toContain('<i>');

    const removed = await person.submit(path, 'image', { image: a.ref });
    expect([removed.status, removed.headers.get('location')]).toEqual([303, path]);
    expect(shownIn((await person.get(path)).body)).toEqual([b.ref]);

    expect((await person.submit(path, 'verb', {})).headers.get('location')).toBe(path);
    expect(unescaped((await person.get(path)).body)).toContain(said.paused);
    await lookAt(person, c.ref);
    await person.submit(path, 'verb', {});
    await lookAt(person, a.ref);
    await written(person, 2);
    const later = (await person.get(path)).body;
    expect([shownIn(later), later.includes(said.paused)]).toEqual([[a.ref, b.ref], false]);

    const [clear = ''] = /<details[\s\S]*?<\/details>/.exec(later.slice(later.lastIndexOf('<details'))) ?? [];
    expect(clear).toContain(said['clear-sure']);
    const emptied = await sendOnly(person, path, clear);
    expect([emptied.status, emptied.headers.get('location')]).toEqual([303, path]);
    expect((await person.get(path)).body).toContain(said['empty-title']);
    expect(await seenBy(person)).toEqual([]);
  });

  it('begins anew where the address was tampered with', async () => {
    const person = await aSignedIn();
    for (const after of ['x', '%25', 'W10', 'a'.repeat(2_000), '1&after=2', ''])
      expect((await person.get(`${path}?after=${after}`)).headers.get('location')).toBe(path);
  });
});

/** Sends the one form that stands in a piece of a page. */
function sendOnly(person: Visitor, path: string, html: string) {
  const body = new FormData();
  for (const [input] of html.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g))
    body.append(attribute(input, 'name'), attribute(input, 'value'));
  const headers = { origin: copy.origin, referer: copy.origin + path };
  return person.send(path, { method: 'POST', body, headers });
}

const attribute = (tag: string, name: string) => unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

it('goes on by a link to its end, each image once, and comes back to the page where one was taken out', async () => {
  const person = await aSignedIn();
  const refs = await aHistory(person, 50);
  const seen: unknown[] = [];
  const paths: string[] = [];
  for (let path: string | undefined = '/history'; path; ) {
    paths.push(path);
    const { body }: { body: string } = await person.get(path);
    seen.push(...shownIn(body));
    path = unescaped(/<a\b[^>]*rel="next"[^>]*>/.exec(body)?.[0].match(/href="([^"]*)"/)?.[1] ?? '') || undefined;
  }
  expect([seen, paths.length]).toEqual([refs, 3]);
  const second = paths[1] ?? '';
  expect((await person.submit(second, 'image', {})).headers.get('location')).toBe(second);
});

it('tells the days of the member’s own time zone', async () => {
  const [kiritimati, niue] = [
    await aSignedIn({ timeZone: 'Pacific/Kiritimati' }),
    await aSignedIn({ timeZone: 'Pacific/Niue' }),
  ];
  const at = new Date('2026-03-10T10:30:00Z');
  for (const [person, day] of [
    [kiritimati, 'Wednesday, March 11, 2026'] as const,
    [niue, 'Monday, March 9, 2026'] as const,
  ]) {
    await aHistory(person, 1, at);
    expect((await person.get('/history')).body).toContain(day);
  }
});

it('costs two statements besides the session’s, however long it is', async () => {
  const person = await aSignedIn();
  const few = (await counter.during(() => person.get('/history'))).length;
  await aHistory(person, 30);
  const many = await counter.during(() => person.get('/history'));
  expect([few, many.length], many.join('\n')).toEqual([3, 3]);
});

it('is written of nobody who is not signed in', async () => {
  const [{ anImage, db }, { seenImages }, { eq }] = [
    await house(),
    await import('@/domains/engagement/tables'),
    await import('drizzle-orm'),
  ];
  const image = await anImage();
  expect((await lookAt(aVisitor(copy.origin), image.ref)).status).toBe(200);
  const person = await aSignedIn();
  await lookAt(person, image.ref);
  await written(person, 1);
  expect(await db.select().from(seenImages).where(eq(seenImages.imageId, image.id))).toMatchObject([
    { memberId: person.id },
  ]);
});
