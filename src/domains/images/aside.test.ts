import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { anImage, anUpload } from './factory';
import { listImagesAside } from './queries/own-images';
import { listOwnUploads } from './queries/uploads';
import { images, uploads } from './tables';

describe('what does not hang for everybody', () => {
  test('is listed for its owner alone: unlisted, private, asked for, in the making and failed, the last one first', async () => {
    const owner = await aMember();
    const ownerId = owner.id;
    const asked = { audience: 'private', askedAudience: 'public', askedAt: new Date() } as const;
    const aside = [
      await anImage({ ownerId, audience: 'unlisted' }),
      await anImage({ ownerId, audience: 'private' }),
      await anImage({ ownerId, ...asked }),
      await anImage({ ownerId, state: 'processing' }),
      await anImage({ ownerId, state: 'failed', failure: 'pictures.unreadable' }),
    ];
    await anImage({ ownerId });
    await anImage({ ownerId, audience: 'private', deletedAt: new Date() });
    await anImage({ audience: 'private' });
    const page = await listImagesAside(owner);
    expect(page.items.map(({ ref }) => ref)).toEqual(aside.map(({ ref }) => ref).reverse());
    const squares = page.items.map(({ square }) => square?.src.startsWith('/api/images/') ?? null);
    expect(squares).toEqual([null, null, true, true, false]);
    expect(await listImagesAside(await aMember())).toEqual({ items: [], next: null });
  });

  test('is listed to its end, however long, each once', async () => {
    const owner = await aMember();
    const all = [];
    for (let i = 0; i < 50; i++) all.push((await anImage({ ownerId: owner.id, state: 'processing' })).ref);
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listImagesAside(owner, cursor);
      seen.push(...page.items.map(({ ref }) => ref));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(all.reverse());
    await expect(listImagesAside(owner, 'x')).rejects.toMatchObject({ code: 'site.cursor' });
  });

  test('is found by an index, which gives the order too', async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const { rows } = await tx.execute(sql`
        explain select ${images.id} from ${images} where ${images.ownerId} = 7 and ${images.deletedAt} is null
          and (${images.audience} <> 'public' or ${images.state} <> 'ready') order by ${images.id} desc limit 25`);
      return JSON.stringify(rows);
    });
    expect(plan).toContain('images_aside');
    expect(plan).not.toContain('Sort');
  });
});

test('an upload that was not shared is offered to its owner, until it is shared or about to be cleared', async () => {
  const owner = await aMember();
  const memberId = owner.id;
  const old = new Date(Date.now() - 25 * 3_600_000);
  const waiting = await anUpload({ memberId, name: '港口.jpg' });
  await anUpload({ memberId, usedAt: new Date() });
  await anUpload({ memberId, createdAt: old });
  await anUpload();
  expect(await listOwnUploads(owner)).toEqual([{ ref: waiting.ref, name: '港口.jpg' }]);
  await db.update(uploads).set({ usedAt: new Date() }).where(eq(uploads.ref, waiting.ref));
  expect(await listOwnUploads(owner)).toEqual([]);
});
