import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { knock } from '../support/doors';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('lists');

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;
let visitor: Visitor;
let owner: { id: number; handle: string };

const lists = ['/explore', '/explore/most-liked', '/explore/most-viewed'] as const;
const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The images on a page's wall, by their addresses, in order. */
function hung(body: string): string[] {
  const wall = /<ul[^>]*class="picture-wall"[^>]*>([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '';
  return [...wall.matchAll(/href="(?:\/zh)?(\/images\/[^"]+)"/g)].map(([, path = '']) => path);
}

/** Where the link to the next page leads. */
const nextIn = (body: string) => {
  const [link] = body.match(/<a\b[^>]*\brel="next"[^>]*>/) ?? [];
  return link && unescaped(/href="([^"]*)"/.exec(link)?.[1] ?? '');
};

/** Walks a list by its links, as a browser without JavaScript would. */
async function walk(path: string, between = async () => {}) {
  const seen: string[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { status, body } = await visitor.get(next);
    expect(status, next).toBe(200);
    seen.push(...hung(body));
    next = nextIn(body);
    await between();
  }
  return seen;
}

async function hang(count: number, given: { likesCount?: (i: number) => number } = {}) {
  const { anImage, aPicture } = await house();
  const { db, imageViews } = { ...(await house()), ...(await import('@/domains/engagement/tables')) };
  const { id: pictureId } = await aPicture();
  for (let i = 0; i < count; i++) {
    const likesCount = given.likesCount?.(i) ?? 0;
    const image = await anImage({ pictureId, ownerId: owner.id as never, likesCount });
    if (likesCount > 0) await db.insert(imageViews).values({ imageId: image.id, views: likesCount, visitors: 1 });
  }
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  counter = statementCounter(process.env.DATABASE_URL ?? '');
  visitor = aVisitor(copy.origin);
});

afterAll(async () => {
  await counter.end();
  await (await house()).closeDatabase();
  await copy.stop();
  remove();
});

describe('lists of images', () => {
  it('say so when they are empty, and offer something to do', async () => {
    for (const { locale, prefix } of languages) {
      const images = words(locale, 'images');
      const told = [images['explore-empty-title'], images['empty-most-liked'], images['empty-most-viewed']];
      for (const [i, path] of lists.entries()) {
        const { status, body } = await visitor.get(prefix + path);
        expect([status, body.includes(told[i] ?? ''), hung(body)]).toEqual([200, true, []]);
      }
    }
  });

  it('are walked by links without JavaScript, each image once, in the order their address says', async () => {
    const { aMember } = await house();
    owner = await aMember();
    await hang(60, { likesCount: (i) => 1 + ((i * 7) % 5) });
    // What was drawn while there was nothing may stay for a minute; the later pages know.
    const { listImagesBy } = await import('@/domains/engagement/queries/explore');
    for (const order of ['most-liked', 'most-viewed'] as const) {
      const path = `/explore/${order}`;
      const beginning = cursor([9_999, 1]);
      const seen = await walk(`${path}?after=${beginning}`);
      expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
      const first = (await listImagesBy(order, beginning)).items.map(({ ref, slug }) => `/images/${ref}/${slug}`);
      expect(seen.slice(0, 24)).toEqual(first);
    }
  });

  it('by newest neither repeat nor skip while 50 others post', async () => {
    const { anImage, aPicture, aMember } = await house();
    const before = await walk(`/explore?after=${cursor([Date.UTC(2090, 0), 1])}`);
    const { id: pictureId } = await aPicture();
    const posters = await Promise.all(Array.from({ length: 50 }, () => aMember()));
    const post = async () => {
      await Promise.all(posters.map(({ id }) => anImage({ pictureId, ownerId: id })));
    };
    expect(await walk(`/explore?after=${cursor([Date.UTC(2090, 0), 1])}`, post)).toEqual(before);
  });

  it.each(languages)('have pages with numbers, and ways between them ($locale)', async ({ prefix }) => {
    for (const list of lists) {
      const path = prefix + list;
      const { status, body } = await visitor.get(`${path}?page=2`);
      expect([status, hung(body).length], path).toEqual([200, 24]);
      expect(body).toMatch(/<meta name="robots" content="noindex/);
      for (const href of [path, `${path}?page=2`, `${path}?page=3`]) expect(body).toContain(`href="${href}"`);
      // From there on one goes by cursor.
      const [next, third] = [await visitor.get(nextIn(body) ?? ''), await visitor.get(`${path}?page=3`)];
      expect(hung(next.body)).toEqual(hung(third.body));
    }
  });

  it('have no page of a number they cannot have, and one address for the first', async () => {
    for (const list of lists) {
      for (const page of ['0', '101', '1000000000', '-1', '1.5', '02', 'x', '2&page=3', '%00'])
        expect([(await visitor.get(`${list}?page=${page}`)).status, list, page]).toEqual([404, list, page]);
      const first = await visitor.get(`${list}?page=1`);
      expect([first.status, first.headers.get('location')]).toEqual([307, list]);
      // None hang there yet.
      const far = await visitor.get(`${list}?page=100`);
      expect([far.status, hung(far.body)]).toEqual([200, []]);
    }
  });

  it('with a cursor that was tampered with, or of another list, lead to the beginning or show a page; nothing is written', async () => {
    const forged = ['x', '', '%00', cursor([1]), cursor({}), cursor([-1, 1]), cursor([1e300, 1]), 'a'.repeat(2_000)];
    const foreign = [cursor([Date.now(), 1]), cursor([3, 7]), cursor([Number.MAX_SAFE_INTEGER, 1])];
    for (const list of lists)
      for (const after of [...forged, ...foreign]) {
        const answer = await knock(counter, () => visitor.get(`${list}?after=${after}`));
        const target = answer.status === 307 ? answer.headers.get('location') : list;
        expect([[200, 307].includes(answer.status), target, answer.written], `${list} ${after}`).toEqual([
          true,
          list,
          [],
        ]);
      }
  });

  it('do not know words in their address that they do not use', async () => {
    const plain = hung((await visitor.get('/explore')).body);
    for (const query of ['sort=anything', 'order=most-liked', 'sort[]=1', 'mine=1'])
      expect(hung((await visitor.get(`/explore?${query}`)).body), query).toEqual(plain);
    expect((await visitor.get('/explore/anything')).status).toBe(404);
  });
});
