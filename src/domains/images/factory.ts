import 'server-only';
import { randomBytes } from 'node:crypto';
import { aMember } from '@/domains/accounts/factory';
import { aReference } from '@/kernel/ids';
import { invariant } from '@/kernel/invariant';
import { slugOf } from '@/kernel/slug';
import { db } from '@/platform/db/client';
import { derivatives } from '@/platform/pictures/derivatives';
import { pictures } from '@/platform/pictures/tables';
import { put } from '@/platform/storage/files';
import type { Audience } from './rules';
import { images, imageTags, uploads } from './tables';

type NewImage = typeof images.$inferInsert;

/** A picture's row whose files are in no storage: enough for everything that does not open them. */
export async function aPicture(given: Partial<typeof pictures.$inferInsert> = {}) {
  const name = randomBytes(6).toString('hex');
  const files = derivatives.map(({ width, square, format }) => `${name}-${square ? 's' : ''}${width}.${format}`);
  const row = { width: 1600, height: 1200, colour: '#8899aa', blur: 'data:image/webp;base64,', files, bytes: 1000 };
  const [picture] = await db
    .insert(pictures)
    .values({ ...row, createdAt: new Date(), ...given })
    .returning();
  invariant(picture, 'an inserted row comes back');
  return picture;
}

/** An upload of a member's that nobody shared yet; its file is in no storage unless a `fileKey` is given. */
export async function anUpload(given: Partial<typeof uploads.$inferInsert> = {}) {
  const ref = aReference();
  const memberId = given.memberId ?? (await aMember()).id;
  const row = { ref, memberId, fileKey: `file-${ref}`, name: 'harbour.jpg', bytes: 1000, type: 'image/jpeg' };
  const [upload] = await db
    .insert(uploads)
    .values({ ...row, createdAt: new Date(), ...given })
    .returning();
  invariant(upload, 'an inserted row comes back');
  return upload;
}

/** A public image everybody sees; with a `state` other than "ready" it has neither picture nor date. */
export async function anImage({ tags = [], ...given }: Partial<NewImage> & { tags?: string[] } = {}) {
  const title = given.title ?? 'Harbour at dusk';
  const isReady = (given.state ?? 'ready') === 'ready';
  const ready = isReady && {
    pictureId: given.pictureId ?? (await aPicture()).id,
    publishedAt: given.publishedAt ?? new Date(),
  };
  const ownerId = given.ownerId ?? (await aMember()).id;
  const row = {
    ref: aReference(),
    ownerId,
    title,
    slug: slugOf(title),
    state: 'ready' as const,
    createdAt: new Date(),
  };
  const [image] = await db
    .insert(images)
    .values({ ...row, ...given, ...ready })
    .returning();
  invariant(image, 'an inserted row comes back');
  if (tags.length > 0)
    await db.insert(imageTags).values(tags.map((tag, position) => ({ imageId: image.id, tag, position })));
  return image;
}

let serial = 0;

/** An image everybody of its audience sees, whose files, two of them, are really in storage. `keys` in the order of the alphabet. */
export async function anImageInStorage({ audience = 'public' }: { audience?: Audience } = {}) {
  const owner = await aMember();
  const file = { name: 'a.webp', type: 'image/webp', isPrivate: audience === 'private' };
  const store = () => put({ ...file, bytes: Buffer.from(`file ${serial++}`) });
  const keys = [await store(), await store()];
  const picture = await aPicture({ files: derivatives.map((_, i) => keys[i % 2] as string) });
  const image = await anImage({ ownerId: owner.id, audience, pictureId: picture.id });
  return { owner, image, keys: keys.sort() };
}
