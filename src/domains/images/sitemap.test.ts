import { eq, max } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { aReference } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { anImage } from './factory';
import { countSitemapParts, listSitemapImages, listSitemapPeople, listSitemapTags } from './queries/sitemap';
import { imagePath, tagPath } from './rules';
import { images } from './tables';

/** Every way an image can be kept from lists. */
const kept = [
  { audience: 'unlisted' },
  { audience: 'private' },
  { hiddenAt: new Date() },
  { deletedAt: new Date() },
  { state: 'processing' },
  { state: 'failed', failure: 'pictures.unreadable' },
] as const;

const partOf = (id: number) => Math.floor((id - 1) / 1_000);
const pathsOf = async (entries: ReturnType<typeof listSitemapImages>) => (await entries).map(({ path }) => path);

describe('the sitemap', () => {
  const tags = Array.from({ length: 3 }, () => `tag ${aReference()}`);
  const [shownTag = '', keptTag = '', mixedTag = ''] = tags;
  let owner: Awaited<ReturnType<typeof aMember>>;
  let shown: Awaited<ReturnType<typeof anImage>>;

  beforeAll(async () => {
    owner = await aMember();
    for (const given of kept) await anImage({ ...given, tags: [keptTag, mixedTag] } as Parameters<typeof anImage>[0]);
    shown = await anImage({ ownerId: owner.id, title: 'Schön & gut', tags: [shownTag, mixedTag] });
    await anImage({ ownerId: owner.id, tags: [shownTag] });
    await anImage({ ownerId: (await aMember({ suspendedAt: new Date() })).id, tags: [keptTag] });
  });

  test('names each image in lists once, since when it is there, and no other', async () => {
    const entries = await listSitemapImages(partOf(shown.id));
    expect(entries.filter(({ path }) => path === imagePath(shown))).toEqual([
      { path: imagePath(shown), at: shown.publishedAt },
    ]);
    const hidden = await db.select({ ref: images.ref }).from(images).where(eq(images.audience, 'private'));
    for (const { ref } of hidden) expect(JSON.stringify(entries)).not.toContain(ref);
  });

  test('names people who show something, and nobody else', async () => {
    const paths = await pathsOf(listSitemapPeople(partOf(owner.id)));
    expect(paths.filter((path) => path === `/people/${owner.handle}`)).toHaveLength(1);
    const empty = await aMember();
    const leaving = await aMember({ deletedAt: new Date() });
    await anImage({ ownerId: leaving.id });
    const later = await pathsOf(listSitemapPeople(partOf(leaving.id)));
    expect(later).not.toContain(`/people/${empty.handle}`);
    expect(later).not.toContain(`/people/${leaving.handle}`);
  });

  test('names each tag once that an image in lists has, also where the first to have it is out of sight', async () => {
    const parts = (await countSitemapParts()).images;
    const all: string[] = [];
    for (let part = 0; part < parts; part++) all.push(...(await pathsOf(listSitemapTags(part))));
    expect(all.filter((path) => path === tagPath(shownTag))).toHaveLength(1);
    expect(all.filter((path) => path === tagPath(mixedTag))).toHaveLength(1);
    expect(all).not.toContain(tagPath(keptTag));
  });

  test('has a part for every image and person there is, and nothing beyond', async () => {
    const [last] = await db.select({ id: max(images.id) }).from(images);
    const { images: parts } = await countSitemapParts();
    expect(parts).toBe(partOf(last?.id ?? 0) + 1);
    for (const list of [listSitemapImages, listSitemapPeople, listSitemapTags]) {
      expect(await list(999_999)).toEqual([]);
    }
  });
});
