import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { aPictureFile } from '../support/picture-file';
import { freePlace } from '../support/places';

/** The upload's doors of the built site, called as UploadThing's client calls them, and as it never would. */
const { dataDir, remove } = temporaryData('uploads');
let copy: Copy;
let cookies: Record<'member' | 'muted', string>;

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  cookies = { member: await signedIn(null), muted: await signedIn(new Date()) };
});

afterAll(async () => {
  const { closeDatabase } = await import('@/platform/db/client');
  await closeDatabase();
  await copy.stop();
  remove();
});

/** The cookie of a new member's session. */
async function signedIn(mutedAt: Date | null): Promise<string> {
  const { aMember } = await import('@/domains/accounts/factory');
  const { sessions } = await import('@/domains/accounts/tables');
  const { db } = await import('@/platform/db/client');
  const { hashOfToken, sessionCookie } = await import('@/platform/session');
  const { aToken } = await import('@/kernel/ids');
  const { id: memberId } = await aMember({ mutedAt });
  const token = aToken();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.insert(sessions).values({ tokenHash: hashOfToken(token), memberId, expiresAt });
  return `${sessionCookie()}=${token}`;
}

const picture = await aPictureFile('画.jpg');
const bytes = new Uint8Array(picture.buffer);
const announcement = (file: object = {}, times = 1) => {
  const one = { name: picture.name, size: bytes.length, type: picture.mimeType, lastModified: 0, ...file };
  return JSON.stringify({ input: null, files: Array.from({ length: times }, () => one) });
};
const announce = '?actionType=upload&slug=image';
const call = (query: string, headers: Record<string, string>, body: string) =>
  fetch(`${copy.origin}/api/uploadthing${query}`, { method: 'POST', headers, body });
const asMember = () => ({ origin: copy.origin, cookie: cookies.member });

async function uploaded() {
  const announced = await call(announce, asMember(), announcement());
  expect(announced.status).toBe(200);
  const [{ url, key } = { url: '', key: '' }] = (await announced.json()) as { url: string; key: string }[];
  const body = new FormData();
  body.append('file', new Blob([bytes]));
  const put = await fetch(url, { method: 'PUT', headers: { range: 'bytes=0-' }, body });
  return { url, key, put };
}

describe('an announced upload', () => {
  it('goes to the site itself, and the member gets the reference of what arrived', async () => {
    const { url, put } = await uploaded();
    expect(new URL(url).origin).toBe(copy.origin);
    expect(put.status).toBe(200);
    expect(await put.json()).toMatchObject({
      serverData: { upload: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{10}$/) },
    });
  });

  it('is an original, which nobody can look at', async () => {
    const { key } = await uploaded();
    expect((await fetch(`${copy.origin}/api/files/f/${key}`)).status).toBe(403);
  });

  it.each([
    ['nobody', () => ({ origin: copy.origin }), 401, 'accounts.sign-in-first'],
    ['a muted member', () => ({ origin: copy.origin, cookie: cookies.muted }), 403, 'accounts.muted'],
    ['a page of another site', () => ({ ...asMember(), origin: 'https://evil.test' }), 403, 'site.origin'],
    ['no page at all', () => ({ cookie: cookies.member }), 403, 'site.origin'],
  ])('is refused to %s', async (_, headers, status, message) => {
    const answer = await call(announce, headers(), announcement());
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  it.each([
    ['a drawing that can run', announcement({ type: 'image/svg+xml' }), 400, 'pictures.not-a-picture'],
    ['too many bytes', announcement({ size: 16 * 1024 * 1024 + 1 }), 400, 'pictures.too-many-bytes'],
    ['no bytes', announcement({ size: 0 }), 400, 'pictures.empty'],
    ['half a byte', announcement({ size: 0.5 }), 400, 'pictures.empty'],
    ['no files', announcement({}, 0), 400, 'site.invalid'],
    ['two files at once', announcement({}, 2), 400, 'site.invalid'],
    ['broken JSON', '{', 422, 'site.json'],
    ['a long body', `"${'x'.repeat(70_000)}"`, 422, 'site.too-large'],
    ['another shape', '[]', 400, 'Invalid input'],
  ])('is refused with %s', async (_, body, status, message) => {
    const answer = await call(announce, asMember(), body);
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  it('may have any name', async () => {
    const answer = await call(announce, asMember(), announcement({ name: `${'長'.repeat(300)}\ud800.jpg` }));
    expect(answer.status).toBe(200);
  });
});

describe('a call that is neither', () => {
  it.each([
    ['an unsigned callback', '?slug=image', { 'uploadthing-hook': 'callback' }, 400],
    [
      'a callback under an invented signature',
      '?slug=image',
      { 'uploadthing-hook': 'callback', 'x-uploadthing-signature': 'hmac-sha256=00' },
      400,
    ],
    ['an unsigned word of failure', '?slug=image', { 'uploadthing-hook': 'error' }, 400],
    ['an unknown hook', '?slug=image', { 'uploadthing-hook': 'other' }, 400],
    ['nothing', '?slug=image', {}, 422],
    ['an unknown action', '?actionType=other&slug=image', 'member', 400],
    ['an unknown slug', '?actionType=upload&slug=other', 'member', 404],
  ] as const)('is refused: %s', async (_, query, headers, status) => {
    expect((await call(query, headers === 'member' ? asMember() : headers, announcement())).status).toBe(status);
  });
});

describe('a file on the site', () => {
  it('comes whole and in parts, may be kept for good, and nothing in it can run', async () => {
    const { put, fileUrl } = await import('@/platform/storage/files');
    const file = { bytes, name: 'picture-960.jpeg', type: 'image/jpeg', isPrivate: false };
    const address = copy.origin + fileUrl(await put(file));
    const whole = await fetch(address);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    const part = await fetch(address, { headers: { range: 'bytes=0-9' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-9/${bytes.length}`]);
    const known = await fetch(address, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect(known.status).toBe(304);
  });

  it.each([
    'f/..%2fhealth',
    'health',
    'api/v6/listFiles',
    'ingest/route-metadata',
    'f/%00',
    'a/x/kkkkkkkkkkkkkkkkkkkk',
  ])('is all there is: %s is not there', async (path) => {
    expect((await fetch(`${copy.origin}/api/files/${path}`)).status).toBe(404);
  });
});
