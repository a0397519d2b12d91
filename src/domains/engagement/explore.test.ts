import { and, inArray, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { anImage, aPicture } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { isListed } from '@/domains/images/visibility';
import { encodeCursor } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { carriedTags } from '@/testing/next-cache';
import { listImagesBy, numberedPageBy } from './queries/explore';
import { type imageOrders, numberedPages, pageNumberOf } from './rules';
import { imageViews } from './tables';

const countedOrders = ['most-liked', 'most-viewed'] as const;
type CountedOrder = (typeof countedOrders)[number];

/** Every way an image can be kept from somebody. */
const kept = {
  unlisted: { audience: 'unlisted' },
  private: { audience: 'private' },
  hidden: { hiddenAt: new Date() },
  deleted: { deletedAt: new Date() },
} as const;

type Given = Parameters<typeof anImage>[0];

/** An image so many like and so many looked at. */
async function counted(count: number, given: Given = {}) {
  const image = await anImage({ ...given, likesCount: count });
  await db.insert(imageViews).values({ imageId: image.id, views: count, visitors: count });
  return image;
}

/** A wall of this test's own: so many images of few different counts, and what a list sorted by hand says of them. */
async function aWall(size: number, from: number) {
  const [pictureId, ownerId] = [(await aPicture()).id, (await aMember()).id];
  const made = [];
  // In no order of counts, each count many times: the id parts what the count does not.
  for (let i = 0; i < size; i++) made.push(await counted(from + ((i * 7) % 5), { pictureId, ownerId }));
  return made.sort((a, b) => b.likesCount - a.likesCount || b.id - a.id).map(({ ref }) => ref);
}

/** Walks a list to its end, doing something between two pages. */
async function walk(order: (typeof imageOrders)[number], between = async () => {}) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listImagesBy(order, cursor);
    expect(page.items.length).toBeLessThanOrEqual(24);
    seen.push(...page.items.map(({ ref }) => ref));
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
  return seen;
}

describe.each(countedOrders)('images by count (%s)', (order: CountedOrder) => {
  it('are those of a list sorted by hand, to its end, each once, also many of the same count', async () => {
    const wanted = await aWall(80, 1_000_000);
    const seen = await walk(order);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((ref) => wanted.includes(ref))).toEqual(wanted);
  });

  it('have pages with numbers, which say the same as one page after the other', async () => {
    await aWall(60, 2_000_000);
    const pages = [
      await listImagesBy(order),
      await numberedPageBy(order, 2),
      await numberedPageBy(order, 3),
      await numberedPageBy(order, numberedPages),
    ];
    const seen = await walk(order);
    expect(pages.slice(0, 3).flatMap(({ items }) => items.map(({ ref }) => ref))).toEqual(seen.slice(0, 72));
    expect(pages[3]).toEqual({ items: [], next: null });
    // From a page with a number one goes on by cursor.
    const after = await listImagesBy(order, pages[1]?.next ?? '');
    expect(after).toEqual(pages[2]);
  });

  it.each(Object.entries(kept))('leave out what is %s', async (_, given) => {
    const [image, shown] = [await counted(9_000_001, given as Given), await counted(9_000_000)];
    const refs = (await listImagesBy(order)).items.map(({ ref }) => ref);
    expect([refs.includes(image.ref), refs.includes(shown.ref)]).toEqual([false, true]);
  });

  it('leave out what belongs to somebody away, and what has no count', async () => {
    const away = await counted(9_100_000, { ownerId: (await aMember({ suspendedAt: new Date() })).id });
    const leaving = await counted(9_100_000, { ownerId: (await aMember({ deletedAt: new Date() })).id });
    const none = await counted(0);
    const never = await anImage();
    const seen = await walk(order);
    for (const { ref } of [away, leaving, none, never]) expect(seen).not.toContain(ref);
  });

  it('are tied to every image that is written, to everybody they show and to those who come back', async () => {
    const owner = await aMember();
    await counted(9_200_000, { ownerId: owner.id });
    carriedTags.length = 0;
    await listImagesBy(order);
    expect(carriedTags.slice(0, 3)).toEqual(['images:lists', 'people', `person:${owner.handle}`]);
  });

  it('refuse a cursor that was tampered with, and bear one of numbers that no column holds', async () => {
    const refused = expect.objectContaining({ name: 'Refusal', kind: 'invalid', code: 'site.cursor' });
    for (const cursor of [
      'x',
      '',
      '%00',
      ...[[1], {}, [0, 1], [1, -1], [1.5, 1], [1e300, 1], ['1', 1]].map(encodeCursor),
    ])
      await expect(listImagesBy(order, cursor), cursor).rejects.toEqual(refused);
    const first = await listImagesBy(order);
    const { MAX_SAFE_INTEGER: most } = Number;
    expect((await listImagesBy(order, encodeCursor([most, most]))).items).toEqual(first.items);
    expect(await listImagesBy(order, encodeCursor([1, 1]))).toEqual({ items: [], next: null });
  });
});

it('images by count are read by their indexes, which give the order', async () => {
  const plans = await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    await tx.execute(sql`set local enable_sort = off`);
    await tx.execute(sql`set local enable_bitmapscan = off`);
    const liked = sql`select ${images.id} from ${images} where ${isListed} and ${images.likesCount} > 0
      and (${images.likesCount}, ${images.id}) < (7::bigint, 7::bigint) order by ${images.likesCount} desc, ${images.id} desc limit 25`;
    const viewed = sql`select ${images.id} from ${imageViews} join ${images} on ${images.id} = ${imageViews.imageId}
      where ${isListed} and ${imageViews.views} > 0 and (${imageViews.views}, ${imageViews.imageId}) < (7::bigint, 7::bigint)
      order by ${imageViews.views} desc, ${imageViews.imageId} desc limit 25`;
    const explained = [];
    for (const query of [liked, viewed]) explained.push((await tx.execute(sql`explain ${query}`)).rows);
    return explained.map((rows) => rows.map((row) => String(row['QUERY PLAN'])).join('\n'));
  });
  expect(plans[0]).toMatch(/Index (Only )?Scan using images_most_liked on[^\n]*\n\s+Index Cond:[^\n]*ROW\(/);
  expect(plans[1]).toMatch(/Index (Only )?Scan using image_views_most on[^\n]*\n\s+Index Cond:[^\n]*ROW\(/);
  for (const plan of plans) expect(plan).not.toMatch(/Sort/);
});

describe('the newest images', () => {
  it('are neither repeated nor skipped while 50 others post', async () => {
    const [pictureId, ownerId] = [(await aPicture()).id, (await aMember()).id];
    const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, second));
    const made: string[] = [];
    for (let i = 0; i < 60; i++)
      made.push((await anImage({ pictureId, ownerId, publishedAt: at(Math.floor(i / 9)) })).ref);
    const posters = await Promise.all(Array.from({ length: 50 }, () => aMember()));
    let second = 100;
    const post = async () => {
      await Promise.all(posters.map(({ id }) => anImage({ pictureId, ownerId: id, publishedAt: at(second++) })));
    };
    const seen: string[] = [];
    let cursor: string | undefined;
    while (seen.length < 60) {
      const page = await listImagesBy('newest', cursor);
      seen.push(...page.items.map(({ ref }) => ref));
      cursor = page.next ?? undefined;
      await post();
    }
    expect(seen.slice(0, 60)).toEqual(made.reverse());
    const posted = await db
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(images)
      .where(
        and(
          isListed,
          inArray(
            images.ownerId,
            posters.map(({ id }) => id),
          ),
        ),
      );
    expect(posted[0]?.count).toBeGreaterThanOrEqual(150);
  });

  it('have pages with numbers too', async () => {
    const [pictureId, ownerId] = [(await aPicture()).id, (await aMember()).id];
    for (let i = 0; i < 50; i++)
      await anImage({ pictureId, ownerId, publishedAt: new Date(Date.UTC(2031, 0, 1, 0, i)) });
    const first = await listImagesBy('newest');
    expect(await numberedPageBy('newest', 2)).toEqual(await listImagesBy('newest', first.next ?? ''));
  });
});

it('a page’s number is one of 2 to 100, written as people write it', () => {
  const numbers = [
    '2',
    '10',
    '100',
    '1',
    '0',
    '101',
    '1000000000',
    '02',
    '2.0',
    '+2',
    '-2',
    ' 2',
    '2e1',
    '二',
    'x',
    '',
  ];
  expect(numbers.map(pageNumberOf)).toEqual([2, 10, 100, ...Array(13).fill(null)]);
  for (const word of [undefined, null, 2, ['2'], ['2', '3']]) expect(pageNumberOf(word)).toBeNull();
});
