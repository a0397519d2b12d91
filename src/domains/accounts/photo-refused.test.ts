import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { pngClaiming, specimen } from '@/platform/pictures/specimens';
import { looseFiles } from '@/platform/pictures/tables';
import { startFileHost } from '@/testing/file-host';
import { setPhoto } from './commands/set-photo';
import { aMember } from './factory';
import { members } from './tables';

const host = await startFileHost();
afterAll(host.stop);

let photograph: Buffer;
let before: string[];
let member: Awaited<ReturnType<typeof aMember>>;
let former: number | null;
beforeAll(async () => {
  photograph = await specimen(900, 600).jpeg().toBuffer();
  member = await aMember();
  await setPhoto(member, await specimen(90, 90).png().toBuffer());
  former = await pictureOf();
  before = await host.keys();
});

const pictureOf = async () =>
  (await db.select({ id: members.avatarPictureId }).from(members).where(eq(members.id, member.id)))[0]?.id ?? null;

/** Why a sending was refused, and all that it may not have changed. */
async function after(sending: Promise<unknown>) {
  const code = await sending.then(
    () => 'accepted',
    (thrown) => thrown.code,
  );
  const added = (await host.keys()).filter((key) => !before.includes(key));
  const loose = await db.$count(looseFiles, eq(looseFiles.owner, `member:${member.id}`));
  return [code, await pictureOf(), added, loose];
}

/** A GIF of a few bytes that claims a canvas of 16,000 × 16,000 for each of its many frames. */
function animatedBomb(): Buffer {
  const frame = Buffer.from('21f904000a0000002c00000000803e803e000202440100', 'hex');
  const head = Buffer.from('474946383961803e803e800000000000ffffff', 'hex');
  return Buffer.concat([head, ...Array.from({ length: 5_000 }, () => frame), Buffer.from('3b', 'hex')]);
}

test.each<[string, string, () => Promise<Buffer> | Buffer]>([
  ['an empty file', 'pictures.empty', () => Buffer.alloc(0)],
  ['words', 'pictures.not-a-picture', () => Buffer.from('<html>no picture</html>')],
  ['an SVG', 'pictures.not-a-picture', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['more than 16 MB', 'pictures.too-many-bytes', () => Buffer.concat([photograph, Buffer.alloc(16 * 1024 * 1024)])],
  ['half a picture', 'pictures.unreadable', () => photograph.subarray(0, photograph.length / 2)],
  ['far more pixels than bytes', 'pictures.unreadable', () => pngClaiming(9_000, 9_000)],
  ['more pixels than we read', 'pictures.too-many-pixels', () => pngClaiming(16_000, 16_000)],
  ['an animated bomb', 'pictures.too-many-pixels', animatedBomb],
])('%s is refused, the face stays as it was, and nothing is left in storage', async (_, code, file) => {
  expect(await after(setPhoto(member, await file()))).toEqual([code, former, [], 0]);
});

test('a muted member is refused, also since a moment ago', async () => {
  const muted = ['accounts.muted', former, [], 0];
  expect(await after(setPhoto({ id: member.id, mutedAt: new Date() }, photograph))).toEqual(muted);
  await db.update(members).set({ mutedAt: new Date() }).where(eq(members.id, member.id));
  expect(await after(setPhoto({ id: member.id, mutedAt: null }, photograph))).toEqual(muted);
  await db.update(members).set({ mutedAt: null }).where(eq(members.id, member.id));
});

test.each([
  ['suspendedAt', 'accounts.suspended'],
  ['deletedAt', 'accounts.sign-in-first'],
] as const)('a member is refused because of %s, which came meanwhile', async (since, code) => {
  await db
    .update(members)
    .set({ [since]: new Date() })
    .where(eq(members.id, member.id));
  expect(await after(setPhoto(member, photograph))).toEqual([code, former, [], 0]);
  await db
    .update(members)
    .set({ [since]: null })
    .where(eq(members.id, member.id));
});
