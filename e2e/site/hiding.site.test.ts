import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '@/kernel/page';
import { pagesOf } from '@/testing/guards/access';
import { readTree } from '@/testing/guards/tree';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace } from '../support/places';
import { aVisitor, type Visitor } from '../support/visitor';

const { dataDir, remove } = temporaryData('hiding');
const password = 'a long enough password';
const tag = 'owls';

let copy: Copy;
let viewer: Visitor;
let world: Awaited<ReturnType<typeof aWorld>>;

/** One did everything one can do to others; a friend stands beside, so that no list is empty. */
async function aWorld() {
  const { aMember, anImage, hashPassword } = await house();
  const { follow } = await import('@/domains/social/commands/follow');
  const { setLike } = await import('@/domains/engagement/commands/like-image');
  const { aToldComment, aToldFollow, aToldLike } = await import('@/domains/notifications/factory');
  const { imageViews, seenImages } = await import('@/domains/engagement/tables');
  const { activities } = await import('@/domains/activity/tables');
  const { db } = await house();
  const me = await aMember({ passwordHash: await hashPassword(password) });
  const [friend, hidden] = [await aMember(), await aMember()];
  const share = async (ownerId: number, title: string) => {
    const image = await anImage({ ownerId: ownerId as never, title, tags: [tag] });
    const deed = { actorId: ownerId as never, verb: 'shared', targetKind: 'image', targetId: image.id } as const;
    await db.insert(activities).values({ ...deed, createdAt: new Date() });
    return image;
  };
  const [mine, theirs, hiddens] = [
    await share(me.id, 'Mine'),
    await share(friend.id, 'Theirs'),
    await share(hidden.id, 'Hidden'),
  ];
  await follow(me, friend);
  await follow(friend, hidden);
  await follow(friend, me);
  await follow(hidden, friend);
  for (const image of [theirs, hiddens]) await setLike(friend, { image: image.ref, verb: 'like' });
  for (const image of [mine, theirs]) await setLike(hidden, { image: image.ref, verb: 'like' });
  await aToldFollow(hidden, me);
  await aToldLike(friend, mine);
  const said = await aToldComment(me, theirs, { text: 'I was here first' });
  await aToldComment(hidden, theirs, { answers: said, text: 'An answer' });
  await aToldComment(hidden, mine, { text: 'A word' });
  await aToldComment(friend, mine, { text: 'A kind word' });
  for (const image of [theirs, hiddens])
    await db.insert(seenImages).values({ memberId: me.id, imageId: image.id, seenAt: new Date() });
  await db.insert(imageViews).values({ imageId: hiddens.id, views: 1, visitors: 1 });
  return { me, friend, hidden, mine, theirs, hiddens };
}

type World = typeof world;
const page = ({ ref, slug }: { ref: string; slug: string }) => `/images/${ref}/${slug}`;
/** Before everything there is: the first page of a list, read as a later one is. */
const first = encodeCursor([Date.UTC(2100, 0), 1_000_000_000]);
const firstByCount = encodeCursor([1_000_000_000, 1_000_000_000]);
const firstById = encodeCursor(1_000_000_000);

/** Where each page that knows who is looking stands in this world; null: it shows nobody but the viewer. */
const addresses: Record<string, ((world: World) => string[]) | null> = {
  '/[locale]/pages/explore': () => [`/explore?after=${first}`],
  '/[locale]/pages/explore/most-liked': () => [`/explore/most-liked?after=${firstByCount}`],
  '/[locale]/pages/explore/most-viewed': () => [`/explore/most-viewed?after=${firstByCount}`],
  '/[locale]/pages/tags/[tag]': () => [`/tags/${tag}?after=${firstById}`],
  '/[locale]/pages/people': () => ['/people?mine=1', `/people?after=${firstById}`],
  '/[locale]/pages/people/most-followed': () => [
    '/people/most-followed?mine=1',
    `/people/most-followed?after=${encodeCursor([1_000_000_000, 1])}`,
  ],
  // About one person: what stands there is theirs, and left out as a whole (people.site.test.ts).
  '/[locale]/pages/people/[handle]': null,
  '/[locale]/pages/images/[ref]/[slug]': ({ mine, theirs }) => [`${page(mine)}?mine=1`, `${page(theirs)}?mine=1`],
  '/[locale]/people/[handle]/likes': ({ friend }) => [`/people/${friend.handle}/likes`],
  '/[locale]/people/[handle]/followers': ({ friend, me }) => [
    `/people/${friend.handle}/followers`,
    `/people/${me.handle}/followers`,
  ],
  '/[locale]/people/[handle]/following': ({ friend }) => [`/people/${friend.handle}/following`],
  '/[locale]/images/[ref]/[slug]/likes': ({ theirs }) => [`${page(theirs)}/likes`],
  '/[locale]/feed': () => ['/feed'],
  '/[locale]/notifications': () => ['/notifications'],
  '/[locale]/history': () => ['/history'],
  // Names whom one does not want to see, to take that back.
  '/[locale]/settings/hidden': null,
  '/[locale]/settings': null,
  '/[locale]/settings/notifications': null,
  '/[locale]/share': null,
  '/[locale]/share/[ref]': null,
  '/[locale]/share/found': null,
  '/[locale]/share/bookmarklet': null,
  '/[locale]/sign-in': null,
  '/[locale]/sign-in/forgotten': null,
  '/[locale]/register': null,
  '/[locale]/register/handle': null,
  '/[locale]/confirm': null,
  '/[locale]/unsubscribe/[token]': null,
};

const personal = pagesOf(readTree())
  .filter(({ path }) => path.includes('/(personal)/'))
  .map(({ name }) => name);

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  world = await aWorld();
  viewer = aVisitor(copy.origin);
  await viewer.submit('/sign-in', 'login', { login: world.me.handle, password });
});

afterAll(async () => {
  await (await house()).closeDatabase();
  await copy.stop();
  remove();
});

describe('whom a member does not want to see', () => {
  it('is looked for on every page that knows who is looking', () => {
    expect(personal.filter((name) => !(name in addresses))).toEqual([]);
  });

  /** Which of these pages name the hidden one, by handle, name or title of an image; and which could not be read. */
  async function naming(paths: string[]) {
    const found: string[] = [];
    for (const path of paths) {
      const { status, body } = await viewer.get(path);
      if (status !== 200) found.push(`${path}: ${status}`);
      else if ([world.hidden.handle, world.hiddens.ref].some((word) => body.includes(word))) found.push(path);
    }
    return found;
  }
  const paths = () => personal.flatMap((name) => addresses[name]?.(world) ?? []);

  it('stands on those pages before, so that this test can see it', async () => {
    const seen = await naming(paths());
    expect(paths().filter((path) => !seen.includes(path))).toEqual([]);
  });

  it.each(['mute', 'block'] as const)('appears nowhere on them after a %s', async (verb) => {
    const { drawBoundary } = await import('@/domains/social/commands/draw-boundary');
    await drawBoundary(world.me, { handle: world.hidden.handle, verb });
    expect(await naming(paths())).toEqual([]);
    expect(await naming(paths().map((path) => `/zh${path}`))).toEqual([]);
  });

  it('is told to the browser, which blanks the cards on pages for everybody: each carries whose it is', async () => {
    const { hidden, hiddens } = world;
    expect(JSON.parse((await viewer.get('/api/viewer')).body).hidden).toEqual([hidden.handle]);
    for (const path of ['/', '/explore', `/tags/${tag}`, '/people']) {
      const { body } = await viewer.get(path);
      const links = body.split(`href="/images/${hiddens.ref}/`).length - 1;
      const cards = body.split(`data-by="${hidden.handle}"`).length - 1;
      expect(cards, path).toBeGreaterThan(0);
      expect(links, path).toBeLessThanOrEqual(cards);
    }
  });
});
