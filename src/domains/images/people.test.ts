import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { aBoundary, aFollow } from '@/domains/social/factory';
import { carriedTags } from '@/testing/next-cache';
import { anImage, aPicture } from './factory';
import { countImagesOf, listExhibitors } from './queries/people';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

describe('people in lists', () => {
  test('bring the three images they shared last, of those that hang for everybody', async () => {
    const ana = await aMember();
    const pictureId = (await aPicture()).id;
    const made = [];
    for (let i = 0; i < 5; i++) made.push(await anImage({ ownerId: ana.id, pictureId, publishedAt: at(i) }));
    for (const kept of [
      { audience: 'private' },
      { audience: 'unlisted' },
      { hiddenAt: at(9) },
      { deletedAt: at(9) },
    ] as const)
      await anImage({ ownerId: ana.id, pictureId, publishedAt: at(8), ...kept });
    const bo = await aMember();
    const { items } = await listExhibitors('newest');
    const refs = (handle: string) => items.find((each) => each.handle === handle)?.images.map(({ ref }) => ref);
    expect(refs(ana.handle)).toEqual([made[4]?.ref, made[3]?.ref, made[2]?.ref]);
    expect(refs(bo.handle)).toEqual([]);
    expect(await countImagesOf(ana.handle)).toBe(5);
    expect(await countImagesOf('nobody_at_all')).toBe(0);
  });

  test('are kept under the tags of everything the page shows, no more than a page can have', async () => {
    const crowd = await Promise.all(Array.from({ length: 30 }, () => aMember()));
    carriedTags.length = 0;
    await listExhibitors('newest');
    const last = crowd.toSorted((a, b) => b.id - a.id)[0]?.handle;
    expect(carriedTags).toEqual(
      expect.arrayContaining(['people:newest', 'people', `person:${last}`, `follows:${last}`, `images:of:${last}`]),
    );
    expect(new Set(carriedTags).size).toBeLessThanOrEqual(128);
  });

  test('stand by followers where that is asked for, without whom the viewer does not want to see', async () => {
    const [one, two, viewer] = [await aMember(), await aMember(), await aMember()];
    for (const fan of [await aMember(), await aMember(), await aMember()]) await aFollow(fan, two);
    await aFollow(viewer, one);
    const order = async (who: { id: typeof viewer.id } | null) =>
      (await listExhibitors('most-followed', who)).items
        .map(({ handle }) => handle)
        .filter((handle) => [one.handle, two.handle].includes(handle));
    expect(await order(null)).toEqual([two.handle, one.handle]);
    await aBoundary(viewer, two, 'mute');
    expect(await order(viewer)).toEqual([one.handle]);
  });
});
