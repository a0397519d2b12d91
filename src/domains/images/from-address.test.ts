import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { specimen } from '@/platform/pictures/specimens';
import { read } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { receiveAddress } from './commands/receive-address';
import { shareImage } from './commands/share-image';
import { addressInput, shareInput } from './inputs';
import { hasOwnUpload } from './queries/uploads';
import { uploads } from './tables';

/** A site elsewhere, by the one name that tests may reach on this machine. */
let answer: RequestListener;
let asked = 0;
const site = createServer((request, response) => {
  asked++;
  answer(request, response);
});
await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
process.env.FETCH_TEST_HOST = `pictures.test:${(site.address() as AddressInfo).port}`;
const host = await startFileHost();
afterAll(async () => {
  site.close();
  await host.stop();
});

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const address = 'http://pictures.test/harbour.jpg?size=large';

let photograph: Buffer;
let member: Awaited<ReturnType<typeof aMember>>;
beforeAll(async () => {
  photograph = await specimen(900, 600).jpeg().toBuffer();
});
beforeEach(async () => {
  member = await aMember();
  asked = 0;
});

const uploadsOf = ({ id }: typeof member) => db.select().from(uploads).where(eq(uploads.memberId, id));

describe('a picture at an address', () => {
  test('becomes an upload as it is; what was said about it is not believed', async () => {
    answer = (_, response) =>
      response
        .writeHead(200, {
          'content-type': 'text/html',
          'content-disposition': 'attachment; filename="../<script>.svg"',
          link: '<javascript:alert(1)>; rel="author"',
        })
        .end(photograph);
    const { ref } = await receiveAddress(member, { address });
    const [upload, ...others] = await uploadsOf(member);
    expect(others).toEqual([]);
    expect(upload).toMatchObject({
      ref,
      name: 'harbour.jpg',
      type: 'image/jpeg',
      bytes: photograph.length,
      usedAt: null,
    });
    expect(photograph.equals(await read(upload?.fileKey ?? ''))).toBe(true);
  });

  test('waits for its words until it is shared, for its owner alone', async () => {
    answer = (_, response) => response.end(photograph);
    const { ref } = await receiveAddress(member, { address });
    expect(await hasOwnUpload(member, ref)).toBe(true);
    expect(await hasOwnUpload(await aMember(), ref)).toBe(false);
    expect(await hasOwnUpload(member, `${ref}'`)).toBe(false);
    await shareImage(member, shareInput.parse({ upload: ref, title: 'Harbour at dusk', source: address }));
    expect(await hasOwnUpload(member, ref)).toBe(false);
  });
});

describe('an address', () => {
  test.each<[string, string, RequestListener]>([
    [
      'a page',
      'pictures.not-a-picture',
      (_, response) => response.setHeader('content-type', 'image/png').end('<html>'),
    ],
    ['an SVG', 'pictures.not-a-picture', (_, response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', 'pictures.empty', (_, response) => response.end()],
    ['half a header', 'pictures.unreadable', (_, response) => response.end(photograph.subarray(0, 20))],
    ['more than 16 MB', 'fetch.too-large', (_, response) => response.end(Buffer.alloc(16 * 1024 * 1024 + 1))],
    ['an error', 'fetch.status', (_, response) => response.writeHead(404).end(photograph)],
    ['a way inside', 'fetch.forbidden', (_, response) => response.writeHead(302, { location: 'http://[::1]/' }).end()],
  ])('of %s is refused, and nothing is kept', async (_, code, listener) => {
    answer = listener;
    const before = await host.keys();
    await expect(receiveAddress(member, { address })).rejects.toEqual(refused(code));
    expect(await uploadsOf(member)).toEqual([]);
    expect(await host.keys()).toEqual(before);
  });

  test('is not even asked for a muted member', async () => {
    const muted = { ...member, mutedAt: new Date() };
    await expect(receiveAddress(muted, { address })).rejects.toEqual(refused('accounts.muted'));
    expect(asked).toBe(0);
  });

  test.each([undefined, '', ' \n', 7, 'x'.repeat(1_000_000)])('is wanted in the form (%#)', (given) => {
    const codes = addressInput.safeParse({ address: given }).error?.issues.map(({ message }) => message);
    expect(codes).toEqual(['fetch.address']);
  });
});
