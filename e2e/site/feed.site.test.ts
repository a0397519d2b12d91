import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('feed');
const password = 'a long enough password';

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;

/** Loaded once this process has the copy's variables. */
const inside = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/domains/accounts/tables')),
  ...(await import('@/domains/activity/commands')),
  ...(await import('@/domains/images/factory')),
  ...(await import('@/domains/social/tables')),
  ...(await import('@/kernel/page')),
  ...(await import('@/platform/db/client')),
  ...(await import('drizzle-orm')),
});

type Member = Visitor & { id: number; handle: string; name: string };

async function aSignedIn(name: string): Promise<Member> {
  const { aMember, hashPassword } = await inside();
  const { id, handle } = await aMember({ name, passwordHash: await hashPassword(password) });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, id, handle, name };
}

async function follow(follower: Member, followed: Member) {
  const { db, follows } = await inside();
  const row = { followerId: follower.id as never, followedId: followed.id as never, createdAt: new Date() };
  await db.insert(follows).values(row);
}

/** An image of a member's, with the activity that publishing would have written. */
async function share(owner: Member, title: string) {
  const { anImage, db, recordActivity } = await inside();
  const image = await anImage({ ownerId: owner.id as never, title });
  const deed = { actorId: owner.id as never, verb: 'shared', targetKind: 'image', targetId: image.id } as const;
  await db.transaction((tx) => recordActivity(tx, deed, new Date()));
  return image;
}

/** What a page says, without its markup and with single spaces. */
const textOf = (html: string) =>
  unescaped(
    html.replace(/<(?:script|style|template)[\s\S]*?<\/(?:script|style|template)>/g, ' ').replace(/<[^>]+>/g, ''),
  ).replace(/\s+/g, ' ');

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

afterAll(async () => {
  await counter.end();
  await (await inside()).closeDatabase();
  await copy.stop();
  remove();
});

describe('the feed', () => {
  it('sends visitors to sign in, and back', async () => {
    for (const { prefix } of languages) {
      const { status, headers } = await aVisitor(copy.origin).get(`${prefix}/feed`);
      const target = new URL(headers.get('location') ?? '', copy.origin);
      expect([status, target.pathname, target.searchParams.get('back')]).toEqual([307, `${prefix}/sign-in`, '/feed']);
    }
  });

  it('tells in both languages what those do whom a member follows, each in a sentence, and keeps it from caches and search', async () => {
    const [reader, kim] = [await aSignedIn('Reader'), await aSignedIn('Kim <b>Lee</b>')];
    await follow(reader, kim);
    const image = await share(kim, 'Harbour & quay');
    const english = await reader.get('/feed');
    expect(english.status).toBe(200);
    expect(textOf(english.body)).toContain('Kim <b>Lee</b> shared Harbour & quay.');
    expect(english.body).toContain(`/images/${image.ref}/`);
    expect(english.body).not.toContain('<b>Lee</b>');
    expect(english.body).toMatch(/<meta name="robots" content="noindex/);
    expect(english.headers.get('cache-control')).toMatch(/no-store|private/);
    expect(textOf((await reader.get('/zh/feed')).body)).toContain('Kim <b>Lee</b> 分享了《Harbour & quay》。');
  });

  it('shows what everybody does to who follows nobody, and where to find people', async () => {
    const [newcomer, kim] = [await aSignedIn('Newcomer'), await aSignedIn('Kim')];
    await share(kim, 'For everybody');
    const { body } = await newcomer.get('/feed');
    expect(textOf(body)).toContain('Kim shared For everybody.');
    expect(body).toContain(words('en', 'feed')['lead-everybody']);
    expect(body).toMatch(/href="\/people"/);
  });

  it('says so when it is quiet, and offers to find people', async () => {
    const [reader, silent] = [await aSignedIn('Reader'), await aSignedIn('Silent')];
    await follow(reader, silent);
    for (const { prefix, locale } of languages) {
      const { body } = await reader.get(`${prefix}/feed`);
      expect(body).toContain(words(locale, 'feed')['quiet-title']);
      expect(body).toContain(`href="${prefix}/people"`);
    }
  });

  it('goes on by a link without script, to its end, each line once', async () => {
    const [reader, kim, lou] = [await aSignedIn('Reader'), await aSignedIn('Kim'), await aSignedIn('Lou')];
    await follow(reader, kim);
    await follow(reader, lou);
    const refs: string[] = [];
    for (let i = 0; i < 24; i++) refs.unshift((await share(i % 2 ? kim : lou, `Picture ${i}`)).ref);
    const seen: string[] = [];
    let path: string | undefined = '/feed';
    while (path) {
      const { status, body }: { status: number; body: string } = await reader.get(path);
      expect(status).toBe(200);
      const list = /<ol[^>]*id="feed"[\s\S]*?<\/ol>/.exec(body)?.[0] ?? '';
      seen.push(...[...list.matchAll(/<p class="text-17">[\s\S]*?\/images\/(\w{10})\//g)].map(([, ref]) => ref ?? ''));
      path = unescaped(/<a\b[^>]*rel="next"[^>]*>/.exec(body)?.[0].match(/href="([^"]*)"/)?.[1] ?? '') || undefined;
    }
    expect(seen).toEqual(refs);
  });

  it('begins anew where the address was tampered with, and shows nothing more to who has somebody else’s', async () => {
    const { encodeCursor } = await inside();
    const [reader, stranger] = [await aSignedIn('Reader'), await aSignedIn('Stranger')];
    await follow(reader, stranger);
    for (const { prefix } of languages)
      for (const after of ['x', '%25', '1', encodeCursor(-1), encodeCursor([1]), 'a'.repeat(2_000), '1&after=2', ''])
        expect((await reader.get(`${prefix}/feed?after=${after}`)).headers.get('location')).toBe(`${prefix}/feed`);
    const { status, body } = await reader.get(`/feed?after=${encodeCursor(1)}`);
    expect([status, body.includes(words('en', 'feed')['no-older-title'])]).toEqual([200, true]);
  });

  it('costs three statements besides the session’s, however much it tells', async () => {
    const reader = await aSignedIn('Reader');
    const few = (await counter.during(() => reader.get('/feed'))).length;
    const kim = await aSignedIn('Kim');
    await follow(reader, kim);
    for (let i = 0; i < 12; i++) await share(kim, `Shared in a row ${i}`);
    const many = await counter.during(() => reader.get('/feed'));
    expect(many.length, many.join('\n')).toBeLessThanOrEqual(4);
    expect(few).toBeLessThanOrEqual(many.length);
  });

  it('forgets at once who is suspended, and does not open to them', async () => {
    const { db, eq, members } = await inside();
    const [reader, gone] = [await aSignedIn('Reader'), await aSignedIn('Gone')];
    await follow(reader, gone);
    await share(gone, 'Out of sight');
    expect((await reader.get('/feed')).body).toContain('Out of sight');
    await db
      .update(members)
      .set({ suspendedAt: new Date() })
      .where(eq(members.id, gone.id as never));
    expect((await reader.get('/feed')).body).not.toContain('Out of sight');
    expect((await gone.get('/feed')).headers.get('location')).toContain('/sign-in');
  });

  it('tells by and by that somebody joined, who registered through the house’s own door', async () => {
    const { aPerson, codeFor, confirm, wish } = await inside();
    const reader = await aSignedIn('Reader');
    const person = aPerson();
    const token = await wish(person);
    await confirm(token, await codeFor(token));
    const said = `${person.handle} joined Vitrine.`;
    let text = '';
    for (const deadline = Date.now() + 60_000; Date.now() < deadline && !text.includes(said); await pause(300))
      text = textOf((await reader.get('/feed')).body);
    expect(text).toContain(said);
  });
});
