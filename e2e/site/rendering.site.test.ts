import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtBytes } from '../support/built-files';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('rendering');
const password = 'a long enough password';

let port: number;
let copy: Copy;
let visitor: Visitor;
let counter: ReturnType<typeof statementCounter>;
let image: { ref: string; slug: string };
let owner: { id: number; handle: string; name: string };

const start = () => startCopy({ port, dataDir, args: ['--no-demo'] });
const cacheState = async (path: string, who = visitor) => (await who.get(path)).headers.get('x-nextjs-cache');

beforeAll(async () => {
  port = await freePlace();
  copy = await start();
  enter({ port, dataDir });
  const { aMember, anImage, hashPassword } = await house();
  owner = await aMember({ name: 'Wren Halloway', passwordHash: await hashPassword(password) });
  image = await anImage({ ownerId: owner.id as never, title: 'Lighthouse in fog', tags: ['fog'] });
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

const publicPages = () =>
  ['/', '/explore', '/imprint', `/images/${image.ref}/${image.slug}`, `/people/${owner.handle}`, '/tags/fog'].flatMap(
    (path) => [path, path === '/' ? '/zh' : `/zh${path}`],
  );

/** Kept as well, but for a minute. */
const rankings = ['/ranking', '/zh/ranking', '/ranking/week', '/ranking/all'];

describe('public pages', () => {
  it('are drawn on their first visit and then served from memory', async () => {
    const { expireCaches } = await house();
    expect(await expireCaches()).toBe(true);
    for (const path of [...publicPages(), ...rankings]) {
      expect([path, await cacheState(path)]).not.toEqual([path, 'HIT']);
      expect([path, await cacheState(path)]).toEqual([path, 'HIT']);
    }
  });

  it('cost no statement once they are drawn, and few to draw', async () => {
    const { expireCaches } = await house();
    for (const path of [...publicPages(), ...rankings]) {
      await expireCaches();
      const drawing = await counter.during(() => visitor.get(path));
      // A profile counts what hangs, what is liked, and who follows, each kept for itself.
      expect(drawing.length, `${path}\n${drawing.join('\n')}`).toBeLessThanOrEqual(5);
      expect(await counter.during(() => visitor.get(path)), path).toEqual([]);
    }
  });

  it('are the same for a member as for a visitor, and set no cookie', async () => {
    const member = aVisitor(copy.origin);
    await member.submit('/sign-in', 'login', { login: owner.handle, password });
    expect(member.cookies.size).toBeGreaterThan(0);
    for (const path of publicPages()) {
      const [asVisitor, asMember] = [await visitor.get(path), await member.get(path)];
      expect(asMember.body, path).toBe(asVisitor.body);
      expect(asMember.headers.get('x-nextjs-cache'), path).toBe('HIT');
      expect([...asVisitor.headers.getSetCookie(), ...asMember.headers.getSetCookie()], path).toEqual([]);
    }
  });

  it('show a change on the very next read after the caches were told', async () => {
    const { db, expireCaches, images } = await house();
    const { eq } = await import('drizzle-orm');
    const path = `/images/${image.ref}/${image.slug}`;
    await visitor.get(path);
    await db.update(images).set({ title: 'Lighthouse, fog lifted' }).where(eq(images.ref, image.ref));
    expect((await visitor.get(path)).body).not.toContain('fog lifted');
    await expireCaches();
    expect((await visitor.get(path)).body).toContain('Lighthouse, fog lifted');
  });

  it('redirect a wrong slug for good, in the same language', async () => {
    for (const prefix of ['', '/zh']) {
      const { status, headers } = await visitor.get(`${prefix}/images/${image.ref}/another-slug`);
      // Next writes the header of a cached redirect twice, which reads as a list; both must say the same.
      const targets = new Set(headers.get('location')?.split(', '));
      expect([status, ...targets]).toEqual([308, `${prefix}/images/${image.ref}/${image.slug}`]);
    }
  });
});

describe('what is not there', () => {
  const addresses = (prefix: string) => [
    `${prefix}/images/0000000000/nothing`,
    `${prefix}/images/not-a-reference/nothing`,
    `${prefix}/people/nobody_at_all`,
    `${prefix}/nowhere/at/all`,
  ];

  it.each([
    ['en', ''],
    ['zh', '/zh'],
  ] as const)('answers 404 with a body people can read, without JavaScript, in %s', async (locale, prefix) => {
    for (const path of addresses(prefix)) {
      const { status, body } = await visitor.get(path);
      expect([path, status]).toEqual([path, 404]);
      const readable = body.replace(/<script[\s\S]*?<\/script>/g, '');
      expect(readable, path).toContain(words(locale, 'missing').title);
    }
  });

  it('costs no statement when its address is malformed', async () => {
    const malformed = [
      '/images/not-a-reference/x',
      '/images/%00/x',
      '/people/Not%20A%20Handle',
      `/images/${'a'.repeat(2_000)}/x`,
    ];
    for (const path of malformed) {
      const statements = await counter.during(() => visitor.get(path));
      expect(statements, path).toEqual([]);
    }
  });

  it('fills no disk, however many addresses somebody invents', async () => {
    const before = builtBytes();
    await Promise.all(Array.from({ length: 60 }, (_, index) => visitor.get(`/images/${image.ref}/invented-${index}`)));
    for (let index = 0; index < 60; index++) await visitor.get(`/people/invented_${index}`);
    expect(builtBytes()).toBe(before);
  });
});

describe('personal pages', () => {
  it('send a visitor to sign in, and back afterwards', async () => {
    for (const prefix of ['', '/zh']) {
      const { status, headers } = await visitor.get(`${prefix}/share`);
      expect([303, 307]).toContain(status);
      expect(headers.get('location')).toContain(`${prefix}/sign-in`);
      expect(decodeURIComponent(headers.get('location') ?? '')).toContain('/share');
    }
  });

  it('answer 404 with a body for what is not mine', async () => {
    const member = aVisitor(copy.origin);
    await member.submit('/sign-in', 'login', { login: owner.handle, password });
    const { status, body } = await member.get('/share/0000000000');
    expect(status).toBe(404);
    expect(body).toContain(words('en', 'missing').title);
  });

  it('are never stored, and carry a nonce on every script', async () => {
    const { headers, body } = await visitor.get('/sign-in');
    expect(headers.get('cache-control')).toMatch(/no-store/);
    const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1];
    expect(nonce).toBeTruthy();
    const bare = [...body.matchAll(/<script\b[^>]*>/g)].filter(
      ([tag]) => !tag.includes(`nonce="${nonce}"`) && !/application\/ld/.test(tag),
    );
    expect(bare).toEqual([]);
  });

  it('keep what was typed and say what was wrong, without JavaScript', async () => {
    const { status, body } = await aVisitor(copy.origin).submit('/sign-in', 'login', {
      login: 'wren',
      password: 'not hers',
    });
    expect(status).toBe(200);
    expect(body).toContain('value="wren"');
    expect(body).toContain(words('en', 'refusals')['accounts-sign-in-wrong']);
    expect(body).not.toContain('not hers');
  });

  it('answer a sign-in without JavaScript by going on to a page', async () => {
    const { status, headers } = await aVisitor(copy.origin).submit('/sign-in', 'login', {
      login: owner.handle,
      password,
    });
    expect(status).toBe(303);
    expect(headers.get('location')).toMatch(/^(?:http:\/\/localhost:\d+)?\//);
  });
});

describe('addresses with a query', () => {
  it('are drawn for each request by the dynamic twin, and not indexed', async () => {
    const { encodeCursor } = await import('@/kernel/page');
    const cursor = encodeCursor([Date.now() + 86_400_000, 1]);
    for (const prefix of ['', '/zh']) {
      const { status, headers, body } = await visitor.get(`${prefix}/explore?after=${cursor}`);
      expect(status).toBe(200);
      expect(headers.get('x-nextjs-cache')).toBeNull();
      expect(body).toMatch(/<meta name="robots" content="noindex[^"]*"/);
      expect(body).toContain(image.ref);
    }
  });

  it('cost at most four statements', async () => {
    const { encodeCursor } = await import('@/kernel/page');
    const cursor = encodeCursor([Date.now() + 86_400_000, 1]);
    const statements = await counter.during(() => visitor.get(`/explore?after=${cursor}`));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(4);
  });

  it('lead back to the first page where the cursor is damaged or twice there', async () => {
    for (const prefix of ['', '/zh']) {
      for (const query of ['after=%7Bbroken', 'after=a&after=b']) {
        const { status, headers } = await visitor.get(`${prefix}/explore?${query}`);
        expect([status, headers.get('location')]).toEqual([307, `${prefix}/explore`]);
      }
    }
  });
});

it.each(languages)('the texts stand there in $locale, and lists lead to them', async ({ prefix, locale }) => {
  const list = (await visitor.get(`${prefix}/explore`)).body;
  for (const name of ['privacy', 'terms', 'imprint'] as const) {
    const { status, body } = await visitor.get(`${prefix}/${name}`);
    const title = words(locale, 'site')[name];
    expect([status, body]).toEqual([200, expect.stringContaining(`<title>${title} · Vitrine</title>`)]);
    expect(body).toMatch(new RegExp(`<h1[^>]*>${title}</h1>`));
    expect(list).toContain(`href="${prefix}/${name}"`);
  }
});

describe('after a restart', () => {
  it('nothing stale is shown, and a session goes on', async () => {
    const { db, images } = await house();
    const { eq } = await import('drizzle-orm');
    const path = `/images/${image.ref}/${image.slug}`;
    const member = aVisitor(copy.origin);
    await member.submit('/sign-in', 'login', { login: owner.handle, password });
    await visitor.get(path);
    await db.update(images).set({ title: 'Lighthouse after the storm' }).where(eq(images.ref, image.ref));
    await copy.stop();
    copy = await start();
    expect((await visitor.get(path)).body).toContain('Lighthouse after the storm');
    expect(JSON.parse((await member.get('/api/viewer')).body)).toMatchObject({ handle: owner.handle });
  }, 180_000);
});
