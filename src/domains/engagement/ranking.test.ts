import { beforeEach, describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { anImage, aPicture } from '@/domains/images/factory';
import { db } from '@/platform/db/client';
import { redis } from '@/platform/redis/client';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { carriedTags } from '@/testing/next-cache';
import { flushViews } from './commands/flush-views';
import { look, noon, noViewsYet } from './factory';
import { batchKey } from './keys';
import { getRanking, rank } from './queries/ranking';
import { spans } from './rules';
import { imageViews } from './tables';

const server = aRedisForThisFile();
beforeEach(noViewsYet);

const daysBefore = (days: number) => new Date(noon.getTime() - days * 86_400_000);

type Image = Awaited<ReturnType<typeof anImage>>;

/** So many visitors look at an image. */
async function looks(image: Image, times: number, now = noon) {
  for (let i = 0; i < times; i++) await look(image, { address: `192.0.2.${i}` }, now);
}

const standing = async (span: (typeof spans)[number], now = noon) =>
  (await rank(span, now)).map(({ ref, points }) => [ref, points]);

describe('a ranking', () => {
  it('has the images looked at most first, with the views of its day, the points of the week and all views', async () => {
    const [old, new_, steady] = [await anImage(), await anImage(), await anImage()];
    await looks(old, 8, daysBefore(7));
    await looks(steady, 2, daysBefore(7));
    await looks(steady, 2);
    await looks(new_, 3);
    await flushViews();
    const wanted = {
      today: [
        [new_.ref, 3],
        [steady.ref, 2],
      ],
      // Two half-lives make eight two, and two a half of one.
      week: [
        [new_.ref, 3],
        [steady.ref, 3],
        [old.ref, 2],
      ],
      all: [
        [old.ref, 8],
        [steady.ref, 4],
        [new_.ref, 3],
      ],
    };
    for (const span of spans) expect([span, await standing(span)]).toEqual([span, wanted[span]]);
    // The same from Postgres, when Redis has lost its totals and when it is away.
    await redis.del(batchKey);
    for (const span of spans) expect([span, await standing(span)]).toEqual([span, wanted[span]]);
    await server.goDown();
    for (const span of spans) expect([span, await standing(span)]).toEqual([span, wanted[span]]);
    await server.comeUp();
  });

  it('of a new day is empty, and an image nobody has looked at for long leaves the week’s', async () => {
    const image = await anImage();
    await looks(image, 2, daysBefore(20));
    await flushViews();
    expect(await standing('today')).toEqual([]);
    expect(await standing('week')).toEqual([]);
    expect(await standing('all')).toEqual([[image.ref, 2]]);
  });

  it.each(spans)('(%s) never shows what is not for everybody, whatever was looked at while it was', async (span) => {
    const owner = await aMember();
    const given = [
      { audience: 'private' as const },
      { audience: 'unlisted' as const },
      { hiddenAt: noon },
      { deletedAt: noon },
      { ownerId: (await aMember({ suspendedAt: noon })).id },
      { ownerId: (await aMember({ deletedAt: noon })).id },
    ];
    for (const each of given) await looks(await anImage(each), 2);
    const shown = await anImage({ ownerId: owner.id });
    await looks(shown, 1);
    await flushViews();
    expect(await standing(span)).toEqual([[shown.ref, 1]]);
    await redis.del(batchKey);
    expect(await standing(span)).toEqual([[shown.ref, 1]]);
  });

  it('stays full when more of the first are out of sight than it has places', async () => {
    const [pictureId, ownerId] = [(await aPicture()).id, (await aMember()).id];
    const given = Array.from({ length: 310 }, (_, place) => ({ hiddenAt: place < 250 ? noon : null }));
    const made: Image[] = [];
    for (const each of given) made.push(await anImage({ pictureId, ownerId, ...each }));
    await db
      .insert(imageViews)
      .values(made.map(({ id }, place) => ({ imageId: id, views: 1_000 - place, visitors: 1 })));
    const wanted = made.slice(250, 300).map(({ ref }, place) => [ref, 750 - place]);
    expect(await standing('all')).toEqual(wanted);
  });

  it('costs one call and one statement where everything may be shown, however many images were looked at', async () => {
    const [pictureId, ownerId] = [(await aPicture()).id, (await aMember()).id];
    const made: Image[] = [];
    for (let i = 0; i < 30; i++) made.push(await anImage({ pictureId, ownerId }));
    await Promise.all(made.map((image) => looks(image, 1)));
    await flushViews();
    const before = await server.answered();
    expect(await standing('today')).toHaveLength(30);
    // One for itself: the count is asked for by a call as well.
    expect((await server.answered()) - before).toBe(2);
  });

  it('that is kept goes with every image that is written and with everybody it shows, and comes back with them', async () => {
    const owner = await aMember();
    await looks(await anImage({ ownerId: owner.id }), 1, new Date());
    await flushViews();
    carriedTags.length = 0;
    const { day, images } = await getRanking('today');
    expect([day, images.length]).toEqual([new Date().toISOString().slice(0, 10), 1]);
    expect(carriedTags).toEqual(['images:lists', 'people', `person:${owner.handle}`]);
  });

  it('of an unknown span is empty, and asks nobody', async () => {
    const before = await server.answered();
    expect(await getRanking('ever' as never)).toEqual({ day: '', images: [] });
    expect((await server.answered()) - before).toBe(1);
  });
});
