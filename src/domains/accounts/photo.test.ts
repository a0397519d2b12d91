import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anImage } from '@/domains/images/factory';
import { findPublicImage } from '@/domains/images/queries';
import { db } from '@/platform/db/client';
import { derivePortrait } from '@/platform/pictures/derive';
import { sweepLooseFilesBefore } from '@/platform/pictures/loose-files';
import { secrets, specimen, tellTale } from '@/platform/pictures/specimens';
import { putPicture } from '@/platform/pictures/store';
import { looseFiles, pictures } from '@/platform/pictures/tables';
import { fileUrl, read } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { losers, race, winners } from '@/testing/race';
import { openSession } from './commands/sessions';
import { removePhoto, setPhoto } from './commands/set-photo';
import { aMember } from './factory';
import { findPerson, findViewer } from './queries';
import { viewerFace } from './rules';
import { type MemberId, members } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
let photograph: Buffer;
beforeAll(async () => {
  photograph = await tellTale(specimen(900, 600).jpeg()).toBuffer();
});

/** The row of a member's photo; undefined for a drawn face. */
async function photoOf(id: MemberId) {
  const [row] = await db
    .select({ id: pictures.id, width: pictures.width, height: pictures.height, files: pictures.files })
    .from(members)
    .innerJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(eq(members.id, id));
  return row;
}
const filesOf = async (id: MemberId) => [...new Set((await photoOf(id))?.files)].sort();
const looseOf = (id: MemberId) =>
  db
    .select()
    .from(looseFiles)
    .where(eq(looseFiles.owner, `member:${id}`));
/** What is in storage now and was not before. */
const added = async (before: string[]) => (await host.keys()).filter((key) => !before.includes(key));
const isThere = async (id = 0) => (await db.$count(pictures, eq(pictures.id, id as never))) === 1;

describe('a photo', () => {
  test('is a square of what was sent, shown on the profile, in the corner and beside images', async () => {
    const member = await aMember();
    const image = await anImage({ ownerId: member.id });
    const token = await openSession(member.id);
    expect([(await findPerson(member.handle))?.photo, (await findViewer(token))?.photo]).toEqual([null, null]);
    const before = await host.keys();
    expect(await setPhoto(member, photograph)).toEqual({ handle: member.handle });
    expect(await photoOf(member.id)).toMatchObject({ width: 480, height: 480 });
    const files = await filesOf(member.id);
    expect(await added(before)).toEqual(files);
    expect(await looseOf(member.id)).toEqual([]);
    const shown = (await findPerson(member.handle))?.photo;
    expect(files.map(fileUrl)).toEqual(expect.arrayContaining([shown?.small, shown?.large]));
    expect((await findPublicImage(image.ref))?.owner.photo).toEqual(shown);
    const viewer = await findViewer(token);
    expect(viewerFace(viewer)).toEqual({ handle: member.handle, name: member.name, photo: shown?.small });
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('may come as %s', async (format) => {
    const member = await aMember();
    await setPhoto(member, await specimen(200, 300).toFormat(format).toBuffer());
    expect(await photoOf(member.id)).toMatchObject({ width: 200, height: 200 });
  });

  test('keeps no byte of what a camera writes, nor the file itself', async () => {
    const member = await aMember();
    expect(secrets.every((secret) => photograph.includes(secret))).toBe(true);
    await setPhoto(member, photograph);
    for (const file of await Promise.all((await filesOf(member.id)).map(read))) {
      expect(
        [...secrets, 'Exif', 'GPS', 'ICC_PROFILE', 'http://ns.adobe.com'].filter((mark) => file.includes(mark)),
      ).toEqual([]);
      const { exif, xmp, icc, width } = await sharp(file).metadata();
      expect([exif, xmp, icc]).toEqual([undefined, undefined, undefined]);
      expect(width).toBeLessThanOrEqual(480);
    }
  });

  test('takes the place of the former one, whose row and files go', async () => {
    const before = await host.keys();
    const member = await aMember();
    await setPhoto(member, photograph);
    const former = await photoOf(member.id);
    await setPhoto(member, await specimen(100, 100).png().toBuffer());
    expect(await photoOf(member.id)).toMatchObject({ width: 100 });
    expect(await isThere(former?.id)).toBe(false);
    expect(await added(before)).toEqual(await filesOf(member.id));
  });

  test('is removed with its files, by muted members too, and for an account that ends; the second time nothing happens', async () => {
    const before = await host.keys();
    const member = await aMember();
    await setPhoto(member, photograph);
    await db.update(members).set({ mutedAt: new Date(), deletedAt: new Date() }).where(eq(members.id, member.id));
    expect(await removePhoto(member.id)).toEqual({ handle: member.handle });
    expect(await photoOf(member.id)).toBeUndefined();
    expect(await added(before)).toEqual([]);
    expect(await looseOf(member.id)).toEqual([]);
    expect(await removePhoto(member.id)).toEqual({ handle: member.handle });
    expect(await removePhoto(0 as MemberId)).toBeNull();
  });
});

describe('at once', () => {
  /** Runs `n` of the same while what they all want is held, and lets go once every one of them stands waiting for it. */
  async function meet(held: SQL, n: number, run: (i: number) => Promise<unknown>) {
    let meeting: ReturnType<typeof race> = Promise.resolve([]);
    await db.transaction(async (tx) => {
      await tx.execute(held);
      meeting = race(n, run);
      const waiting = sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while (((await db.execute<{ count: number }>(waiting)).rows[0]?.count ?? 0) < n) await new Promise(setImmediate);
    });
    return meeting;
  }

  test('two photos and a removal leave one face or none, whole, and no file of the others', async () => {
    const [former, ...files] = await Promise.all([100, 110, 120].map((side) => specimen(side, side).png().toBuffer()));
    const [before, rows, member] = [await host.keys(), await db.$count(pictures), await aMember()];
    await setPhoto(member, former as Buffer);
    const held = sql`select 1 from ${members} where ${members.id} = ${member.id} for update`;
    const outcomes = await meet(held, 3, (i) => (files[i] ? setPhoto(member, files[i]) : removePhoto(member.id)));
    expect(losers(outcomes)).toEqual([]);
    const left = await filesOf(member.id);
    expect(await added(before)).toEqual(left);
    await Promise.all(left.map(read));
    expect((await db.$count(pictures)) - rows).toBe(left.length > 0 ? 1 : 0);
    expect(await looseOf(member.id)).toEqual([]);
  });

  test('a rush beyond what may wait is told so, and the rest is served', async () => {
    const file = await specimen(16, 16).png().toBuffer();
    const people = await Promise.all(Array.from({ length: 13 }, () => aMember()));
    const outcomes = await race(13, (i) => setPhoto(people[i] as (typeof people)[number], file));
    expect(winners(outcomes)).toHaveLength(10);
    expect(losers(outcomes)).toEqual([1, 2, 3].map(() => refused('site.busy')));
  });

  test('members who show the same picture let go of it, and the last one takes it along', async () => {
    const [first, ...others] = await Promise.all([aMember(), aMember(), aMember(), aMember()]);
    await setPhoto(first, photograph);
    const photo = await photoOf(first.id);
    const rest = others.map(({ id }) => id);
    await db.update(members).set({ avatarPictureId: photo?.id }).where(inArray(members.id, rest));
    await removePhoto(first.id);
    await Promise.all((photo?.files ?? []).map(read));
    const held = sql`select 1 from ${pictures} where ${pictures.id} = ${photo?.id} for update`;
    expect(losers(await meet(held, 3, (i) => removePhoto(rest[i] as MemberId)))).toEqual([]);
    expect(await isThere(photo?.id)).toBe(false);
    expect((await host.keys()).filter((key) => photo?.files.includes(key))).toEqual([]);
  });

  test('a picture that an image shows stays when a face lets go of it', async () => {
    const member = await aMember();
    await setPhoto(member, photograph);
    const photo = await photoOf(member.id);
    const image = await anImage({ ownerId: member.id, pictureId: photo?.id });
    await removePhoto(member.id);
    expect(await findPublicImage(image.ref)).not.toBeNull();
    await Promise.all((photo?.files ?? []).map(read));
  });
});

test('what a kill leaves of a photo in the making, or of one that ended, is cleared by the clock', async () => {
  const before = await host.keys();
  const member = await aMember();
  const hours = (n: number) => new Date(Date.now() - n * 3_600_000);
  const owner = `member:${member.id}`;
  await putPicture(await derivePortrait(photograph), { isPrivate: false, owner, now: hours(25) });
  const ended = await putPicture(await derivePortrait(photograph), { isPrivate: false, owner, now: hours(1) });
  await db
    .update(looseFiles)
    .set({ sweptAt: hours(1) })
    .where(inArray(looseFiles.key, ended.keys));
  const young = await putPicture(await derivePortrait(photograph), { isPrivate: false, owner, now: hours(1) });
  await sweepLooseFilesBefore(hours(24));
  expect(await added(before)).toEqual([...new Set(young.keys)].sort());
});
