import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { aCaller } from '../support/doors';
import { enter } from '../support/inside';
import { aPictureFile } from '../support/picture-file';
import { freePlace } from '../support/places';
import { aVisitor, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('photo');
const password = 'a long enough password';

let copy: Copy;
let owner: Visitor;
let handle: string;
/** Pages that are the same for everybody and show the owner's face. */
let shownOn: string[];

/** Modules of the house, loaded once this process has the copy's variables. */
const inside = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/domains/images/factory')),
  ...(await import('@/domains/images/rules')),
  ...(await import('@/platform/db/client')),
});

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  const { aMember, anImage, hashPassword, imagePath } = await inside();
  const member = await aMember({ passwordHash: await hashPassword(password) });
  handle = member.handle;
  shownOn = [`/people/${handle}`, imagePath(await anImage({ ownerId: member.id }))];
  owner = aVisitor(copy.origin);
  await owner.submit('/sign-in', 'login', { login: handle, password });
});

afterAll(async () => {
  await (await inside()).closeDatabase();
  await copy.stop();
  remove();
});

/** The addresses of the photo on a page; none where a face is drawn. */
async function facesOn(who: Visitor, path: string): Promise<string[]> {
  const [face = ''] = /<img\b[^>]*\brounded-full\b[^>]*>/.exec((await who.get(path)).body) ?? [];
  return [...new Set(face.match(/\/api\/files\/f\/\w+/g))].sort();
}

async function aPhoto(): Promise<File> {
  const { buffer, name, mimeType } = await aPictureFile();
  const told = await sharp(buffer)
    .withExif({ IFD0: { Make: 'SECRETCAMERA' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' } })
    .toBuffer();
  return new File([new Uint8Array(told)], name, { type: mimeType });
}

describe('a photo sent by the plain form', () => {
  it('is on the very next read of every page with the face, and gone as soon when it is removed', async () => {
    const stranger = aVisitor(copy.origin);
    for (const path of shownOn) expect(await facesOn(stranger, path)).toEqual([]);
    const sent = await owner.submit('/settings', 'file', { file: await aPhoto() });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/settings#photo']);
    const faces = await facesOn(owner, '/settings');
    expect(faces).toHaveLength(2);
    for (const path of shownOn) expect(await facesOn(stranger, path)).toEqual(faces);
    const viewer = JSON.parse((await owner.get('/api/viewer')).body);
    expect(faces).toContain(viewer.photo);
    for (const face of faces) {
      const file = Buffer.from(await (await fetch(copy.origin + face)).arrayBuffer());
      expect(['SECRETCAMERA', 'Exif', 'GPS'].filter((mark) => file.includes(mark))).toEqual([]);
      expect((await sharp(file).metadata()).format).toBe('webp');
    }
    await owner.submit('/settings', 'remove', {});
    for (const path of [...shownOn, '/settings']) expect(await facesOn(owner, path)).toEqual([]);
    for (const face of faces) expect((await stranger.get(face)).status).toBe(404);
  });

  it('comes back with words beside the field when it is none, in the language of the page', async () => {
    const text = new File(['no picture'], 'photo.jpg', { type: 'image/jpeg' });
    const sent = await owner.submit('/zh/settings', 'file', { file: text });
    const back = sent.headers.get('location') ?? '';
    expect([sent.status, back]).toEqual([303, '/zh/settings?refused=pictures.not-a-picture#photo']);
    const { body } = await owner.get(back.split('#')[0] ?? '');
    expect(body).toContain(words('zh', 'refusals')['pictures-not-a-picture']);
    expect(body).toMatch(
      /<input\b[^>]*name="file"[^>]*aria-invalid="true"|<input\b[^>]*aria-invalid="true"[^>]*name="file"/,
    );
  });

  it('is taken from members only, and from pages of ours only', async () => {
    const body = new FormData();
    body.set('file', await aPhoto());
    const send = async (who: Visitor, origin: string) => {
      const { status, headers } = await who.send('/api/settings/photo', { method: 'POST', body, headers: { origin } });
      return [status, headers.get('location')];
    };
    const suspended = { who: '', is: 'visitor', standing: { suspendedAt: new Date() } } as const;
    for (const who of [aVisitor(copy.origin), await aCaller(copy, suspended)])
      expect(await send(who, copy.origin)).toEqual([303, '/sign-in?back=/settings']);
    expect(await send(owner, 'https://elsewhere.test')).toEqual([303, '/settings?refused=site.origin#photo']);
    expect(await facesOn(owner, '/settings')).toEqual([]);
  });
});
