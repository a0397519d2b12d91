import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '@/domains/accounts/tables';
import { claiming, gifOf, pngClaiming, secrets, specimen, tellTale } from '@/platform/pictures/specimens';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { goesTo, refusalsIn } from '../support/newcomers';
import { freePlace } from '../support/places';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

/** Files and words that mean no good, through the site's own doors: refused in words or shown as what they are, and nothing else of them is kept. */
const { dataDir, remove } = temporaryData('hostile-files');
const password = 'a long enough password';

let copy: Copy;
let owner: Visitor;
let ownerId: MemberId;

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  const { aMember, hashPassword } = await house();
  const member = await aMember({ passwordHash: await hashPassword(password) });
  ownerId = member.id;
  owner = aVisitor(copy.origin);
  await owner.submit('/sign-in', 'login', { login: member.handle, password });
});

afterAll(async () => {
  await (await house()).closeDatabase();
  await copy.stop();
  remove();
});

/** Sends the plain share form. @returns where it leads */
async function send(file: Buffer, values: Record<string, string>, name = 'holiday.png', type = 'image/png') {
  const body = new FormData();
  body.set('file', new File([new Uint8Array(file)], name, { type }));
  for (const [field, value] of Object.entries(values)) body.set(field, value);
  const headers = { origin: copy.origin, referer: `${copy.origin}/share` };
  const sent = await owner.send('/api/share', { method: 'POST', body, headers });
  expect(sent.status).toBe(303);
  return sent.headers.get('location') ?? '';
}

/** Waits until the job is done with an image. @returns its row, and what its owner reads */
async function outcome(path: string) {
  const { db, images } = await house();
  const ref = path.split('/').at(-1) ?? '';
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(200)) {
    const [image] = await db.select().from(images).where(eq(images.ref, ref));
    if (image && image.state !== 'processing') return { image, page: unescaped((await owner.get(path)).body) };
  }
  throw new Error('the image was neither made nor refused within a minute');
}

/** How many images there are, whatever their state. */
async function countImages() {
  const { db, images } = await house();
  return db.$count(images);
}

describe('what is called a picture and is none', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  it.each<[string, () => Promise<Buffer>, string]>([
    ['SVG', async () => Buffer.from(svg), 'pictures.not-a-picture'],
    ['HTML', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'pictures.not-a-picture'],
    ['ZIP', async () => Buffer.from('PK\u0003\u0004 and so on'), 'pictures.not-a-picture'],
    ['PDF', async () => Buffer.from('%PDF-1.7\n'), 'pictures.not-a-picture'],
    ['half a JPEG', async () => (await specimen(900, 600).jpeg().toBuffer()).subarray(0, 4_000), 'pictures.unreadable'],
    ['a PNG of 20,000 × 20,000', async () => pngClaiming(20_000, 20_000), 'pictures.too-long-a-side'],
    ['a PNG of 101 megapixels', async () => pngClaiming(10_100, 10_000), 'pictures.too-many-pixels'],
    ['an AVIF of 90 megapixels', () => claiming('avif', { width: 10_000, height: 9_000 }), 'pictures.too-much-memory'],
  ])('%s ends in words to its owner, with no page, no file and no original', async (kind, file, code) => {
    const path = await send(await file(), { title: `A trap of ${kind}` });
    const { image, page } = await outcome(path);
    expect([image.state, image.failure, image.pictureId]).toEqual(['failed', code, null]);
    const refusals = words('en', 'refusals') as Record<string, string>;
    expect(page).toContain(refusals[code.replace('.', '-')]);
    expect((await aVisitor(copy.origin).get(`/images/${image.ref}/${image.slug}`)).status).toBe(404);
    expect((await owner.get('/explore')).body).not.toContain('A trap of');
    const { db, uploads } = await house();
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(200))
      if ((await db.$count(uploads)) === 0) break;
    expect(await db.$count(uploads)).toBe(0);
  });
});

describe('what is a picture and more', () => {
  const marks = [
    'Exif',
    'GPS',
    'http://ns.adobe.com',
    'XML:com.adobe',
    'ICC_PROFILE',
    'iCCP',
    '<script',
    'PK\u0003\u0004',
  ];
  const script = Buffer.from('<script>alert("SECRETNOTE")</script>PK\u0003\u0004');
  const carrying = (kind: 'jpeg' | 'png' | 'webp' | 'avif') => async () =>
    Buffer.concat([await tellTale(specimen(700, 500).toFormat(kind)).toBuffer(), ...(kind === 'avif' ? [] : [script])]);
  it.each<[string, () => Promise<Buffer>]>([
    ['a JPEG with a place, a page and an archive in it', carrying('jpeg')],
    ['a PNG with a place, a page and an archive in it', carrying('png')],
    ['a WebP with a place, a page and an archive in it', carrying('webp')],
    ['an AVIF with a place in it', carrying('avif')],
    ['a GIF of 10,000 frames with a page behind it', async () => Buffer.concat([gifOf(10_000), script])],
  ])('%s is shown, and no file of it tells or does anything', async (_, file) => {
    const { db, images } = await house();
    const { pictures } = await import('@/platform/pictures/tables');
    const { image } = await outcome(await send(await file(), { title: 'Somewhere' }));
    expect(image.state).toBe('ready');
    const [picture] = await db
      .select()
      .from(pictures)
      .innerJoin(images, eq(images.pictureId, pictures.id))
      .where(eq(images.id, image.id));
    const keys = [...new Set(picture?.pictures.files)];
    // A picture smaller than the sizes served has one file for several of them.
    expect(keys.length).toBeGreaterThan(2);
    for (const key of keys) {
      const answer = await fetch(`${copy.origin}/api/files/f/${key}`);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': expect.stringMatching(/^image\/(avif|webp|jpeg)$/),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([...secrets, ...marks].filter((word) => bytes.includes(word))).toEqual([]);
      expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
    }
  });
});

describe('words', () => {
  /** A picture of its own: the same one twice would be asked about. */
  const picture = (width: number) => specimen(width, 200).png().toBuffer();
  const megabyte = '字'.repeat(350_000);

  it.each([
    ['a title', { title: megabyte }, 'images.title-long'],
    ['a text for those who cannot see it', { title: 'Fine', altText: megabyte }, 'images.alt-long'],
    ['a description', { title: 'Fine', description: megabyte }, 'images.description-long'],
    ['tags', { title: 'Fine', tags: megabyte }, 'images.tag-long'],
    [
      'five thousand tags',
      { title: 'Fine', tags: Array.from({ length: 5_000 }, (_, i) => `t${i}`).join(',') },
      'images.tags-many',
    ],
    ['a title of white space', { title: ' \u3000\u200b\u202e ' }, 'images.title-missing'],
  ])(
    'of a megabyte, or of nothing, come back to a page that says so, and nothing is written: %s',
    async (_, typed, code) => {
      const before = await countImages();
      const back = await send(await picture(300), typed);
      expect(back).toContain(`refused=${code}`);
      const page = await owner.get(back);
      expect(page.status).toBe(200);
      const refusals = words('en', 'refusals') as Record<string, string>;
      expect(unescaped(page.body)).toContain(refusals[code.replace('.', '-')]);
      expect(await countImages()).toBe(before);
    },
  );

  it('that are markup, scripts and turned writing are text, on every page and in every tongue of machines', async () => {
    const title = '\u202e</script><script>alert(1)</script>"\'><img src=x onerror=alert(2)>';
    const typed = {
      title,
      altText: '" onload="alert(3)',
      tags: '<b>bold</b>',
      source: 'javascript:alert(4)',
      description: `${title}\n[x](javascript:alert(5))`,
    };
    const { image } = await outcome(await send(await picture(310), typed));
    expect(image.title).toBe(title.slice(1));
    const visitor = aVisitor(copy.origin);
    const { handle } = JSON.parse((await owner.get('/api/viewer')).body);
    const pages = [
      `/images/${image.ref}/${encodeURIComponent(image.slug)}`,
      '/explore',
      '/tags/%3Cb%3Ebold%3C%2Fb%3E',
      `/people/${handle}`,
    ];
    for (const path of pages) {
      const { status, body } = await visitor.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(body).toContain(image.ref);
      expect(body).not.toMatch(/<script>alert|<img src=x|<b>bold|" onload="|href="javascript:|\u202e/);
    }
  });

  it('are refused by the form that changes them just as well, and the image keeps its own', async () => {
    const { image } = await outcome(await send(await picture(320), { title: 'Harbour' }));
    const edit = (typed: Record<string, string>) => owner.submit(`/share/${image.ref}`, 'altText', typed);
    expect(refusalsIn(await edit({ title: megabyte }))).toContain('images.title-long');
    expect(refusalsIn(await edit({ title: 'Fine', altText: megabyte }))).toContain('images.alt-long');
    expect(refusalsIn(await edit({ title: '\u3000' }))).toContain('images.title-missing');
    const { db, images } = await house();
    const [kept] = await db.select().from(images).where(eq(images.id, image.id));
    expect([kept?.title, kept?.altText]).toEqual(['Harbour', '']);
  });
});

it("somebody else's upload can be shared by nobody but them", async () => {
  const { anUpload, aMember, db, uploads } = await house();
  const theirs = await anUpload({ memberId: (await aMember()).id });
  const own = await anUpload({ memberId: ownerId });
  const share = await owner.form(`/share?upload=${own.ref}`, 'title');
  const before = await countImages();
  expect(refusalsIn(await share({ title: 'Not mine', upload: theirs.ref }))).toContain('images.upload-missing');
  expect(await countImages()).toBe(before);
  const [kept] = await db.select().from(uploads).where(eq(uploads.ref, theirs.ref));
  expect(kept?.usedAt).toBeNull();
  expect(goesTo(await share({ title: 'Mine' }))).toMatch(/^\/share\/[0-9a-z]{10}$/);
});
