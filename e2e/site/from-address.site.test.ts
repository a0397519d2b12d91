import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchLimit } from '@/domains/images/rules';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { goesTo, refusalsIn } from '../support/newcomers';
import { aPictureFile } from '../support/picture-file';
import { freePlace } from '../support/places';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';

const { dataDir, remove } = temporaryData('from-address');
const password = 'a long enough password';
const address = 'http://pictures.test/hills.jpg';

let copy: Copy;
let ana: Visitor;
let bo: Visitor;
let picture: Buffer;
const elsewhere = createServer((request, response) => {
  if (request.url === '/inside') response.writeHead(302, { location: `${copy.origin}/` }).end();
  else response.end(picture);
});

/** Modules of the house, loaded once this process has the copy's variables. */
const inside = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/domains/images/tables')),
  ...(await import('@/platform/db/client')),
});

async function aSignedIn(): Promise<Visitor> {
  const { aMember, hashPassword } = await inside();
  const { handle } = await aMember({ passwordHash: await hashPassword(password) });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return person;
}

beforeAll(async () => {
  picture = (await aPictureFile()).buffer;
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const env = { FETCH_TEST_HOST: `pictures.test:${(elsewhere.address() as AddressInfo).port}` };
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'], env });
  enter({ port, dataDir });
  [ana, bo] = [await aSignedIn(), await aSignedIn()];
});

afterAll(async () => {
  await (await inside()).closeDatabase();
  await copy.stop();
  elsewhere.close();
  remove();
});

it('a picture at an address is fetched, waits for its words with its owner alone, and is made with its source', async () => {
  const words = goesTo(await ana.submit('/share', 'address', { address }));
  expect(words).toMatch(/^\/share\?upload=[0-9a-z]{10}&source=http/);
  expect((await bo.get(words)).body).toContain('name="address"');
  const asked = (await ana.get(words)).body;
  expect(asked).not.toContain('name="address"');
  expect(unescaped(asked)).toContain(`value="${address}"`);

  const empty = await ana.submit(words, 'title', { title: ' ', source: 'Photo: Zoë' });
  expect(refusalsIn(empty)).toContain('images.title-missing');
  expect(empty.body).toContain('value="Photo: Zoë"');

  const watch = goesTo(await ana.submit(words, 'title', { title: 'Hills from elsewhere', source: address }));
  expect(watch).toMatch(/^\/share\/[0-9a-z]{10}$/);
  expect((await ana.get(words)).body).toContain('name="address"');
  let made = '';
  for (
    const deadline = Date.now() + 60_000;
    Date.now() < deadline && !made.includes('name="altText"');
    await pause(200)
  )
    made = (await ana.get(watch)).body;
  expect(unescaped(made)).toContain(`value="${address}"`);
});

it.each([
  ['http://127.0.0.1/', 'fetch.forbidden'],
  ['http://pictures.test/inside', 'fetch.forbidden'],
  ['http://[::ffff:169.254.169.254]/latest/meta-data/', 'fetch.forbidden'],
  ['file:///etc/passwd', 'fetch.address'],
  ['', 'fetch.address'],
])(
  '%s is refused in words beside the field, which keeps what was typed, and nothing is written',
  async (typed, code) => {
    const { db, uploads } = await inside();
    const before = await db.$count(uploads);
    const answer = await ana.submit('/share', 'address', { address: typed });
    expect(refusalsIn(answer)).toContain(code);
    expect(unescaped(answer.body)).toContain(`value="${typed}"`);
    expect(await db.$count(uploads)).toBe(before);
  },
);

it('a member may have so many fetched in an hour, and no more', async () => {
  const send = await bo.form('/share', 'address');
  for (let sent = 0; sent < fetchLimit.tokens; sent++)
    expect(refusalsIn(await send({ address: 'http://127.0.0.1/' }))).toContain('fetch.forbidden');
  expect(refusalsIn(await send({ address }))).toContain('site.limited');
});
