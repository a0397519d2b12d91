import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { aPictureFile } from '../support/picture-file';
import { freePlace } from '../support/places';
import { aVisitor, formWith, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('own-image');
const password = 'a long enough password';

let copy: Copy;
let owner: Visitor;
let stranger: Visitor;
const images = words('en', 'images');

/** Modules of the house, loaded once this process has the copy's variables. */
const inside = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/platform/db/client')),
});

async function aSignedIn(): Promise<Visitor> {
  const { aMember, hashPassword } = await inside();
  const { handle } = await aMember({ passwordHash: await hashPassword(password) });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return person;
}

/** Shares a picture by the plain form and waits until it is made. @returns its reference */
async function share(title: string, audience: string): Promise<string> {
  const { buffer, name, mimeType } = await aPictureFile();
  const form = new FormData();
  form.set('file', new File([new Uint8Array(buffer)], name, { type: mimeType }));
  for (const [field, value] of Object.entries({ title, audience, tags: 'fog, sea' })) form.set(field, value);
  const sent = await owner.send('/api/share', { method: 'POST', body: form, headers: { origin: copy.origin } });
  expect(sent.status).toBe(303);
  const path = sent.headers.get('location') ?? '';
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(200)) {
    // The form that changes its words stands there once the image is made.
    if ((await owner.get(path)).body.includes('name="altText"')) return path.split('/').at(-1) as string;
  }
  throw new Error('the image was not made within a minute');
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  [owner, stranger] = [await aSignedIn(), await aSignedIn()];
});

afterAll(async () => {
  await (await inside()).closeDatabase();
  await copy.stop();
  remove();
});

describe('an own image', () => {
  let ref: string;
  const page = (slug: string) => `/images/${ref}/${slug}`;

  it('hangs on its page and in the lists as soon as it is made, though both were read and kept before', async () => {
    const empty = await stranger.get('/explore');
    expect(empty.body).not.toContain('Lighthouse at noon');
    ref = await share('Lighthouse at noon', 'public');
    expect((await stranger.get('/explore')).body).toContain('Lighthouse at noon');
    expect((await stranger.get(page('lighthouse-at-noon'))).status).toBe(200);
  });

  it('shows new words on the very next read of each page that shows it', async () => {
    await stranger.get(page('lighthouse-at-noon'));
    const saved = await owner.submit(`/share/${ref}`, 'altText', { title: 'Lighthouse in fog', altText: 'A tower.' });
    expect([303, 307]).toContain(saved.status);
    expect(saved.headers.get('location')).toContain(page('lighthouse-in-fog'));
    const [fresh, old, list] = await Promise.all(
      [page('lighthouse-in-fog'), page('lighthouse-at-noon'), '/explore'].map((path) => stranger.get(path)),
    );
    expect(fresh?.body).toContain('A tower.');
    expect(old?.status).toBe(308);
    expect(list?.body).toContain('Lighthouse in fog');
    expect(list?.body).not.toContain('Lighthouse at noon');
  });

  it('has nothing for strangers where its owner changes it', async () => {
    expect((await stranger.get(`/share/${ref}`)).status).toBe(404);
    expect((await aVisitor(copy.origin).get(`/share/${ref}`)).headers.get('location')).toContain('/sign-in');
  });

  it('is gone for everybody on the very next read once it is deleted', async () => {
    const html = (await owner.get(`/share/${ref}`)).body;
    const at = html.lastIndexOf('<form', html.indexOf(images['delete-sure'] as string));
    const form = new FormData();
    for (const [name, value] of formWith(html.slice(at), 'ref').hidden) form.append(name, value);
    const headers = { origin: copy.origin, referer: `${copy.origin}/share/${ref}` };
    const deleted = await owner.send(`/share/${ref}`, { method: 'POST', body: form, headers });
    expect(deleted.headers.get('location')).toMatch(/^\/people\//);
    expect((await stranger.get(page('lighthouse-in-fog'))).status).toBe(404);
    expect((await stranger.get('/explore')).body).not.toContain('Lighthouse in fog');
  });
});

describe('a private image', () => {
  let ref: string;
  beforeAll(async () => {
    ref = await share('Only mine', 'private');
  });

  it('is shown to its owner, from a door that asks', async () => {
    const html = (await owner.get(`/share/${ref}`)).body;
    const address = /src="(\/api\/images\/[^"]+)"/.exec(html)?.[1] ?? '';
    expect(address).toBe(`/api/images/${ref}/8`);
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const file = await fetch(copy.origin + address, { headers: { cookie } });
    expect(file.headers.get('cache-control')).toMatch(/^private/);
    expect(await sharp(Buffer.from(await file.arrayBuffer())).metadata()).toMatchObject({ format: 'jpeg', width: 960 });
  });

  it('is not there for anybody else', async () => {
    const visitor = aVisitor(copy.origin);
    expect((await stranger.get(`/api/images/${ref}/8`)).status).toBe(404);
    expect((await visitor.get(`/api/images/${ref}/8`)).status).toBe(401);
    expect((await visitor.get(`/images/${ref}/only-mine`)).status).toBe(404);
    expect((await visitor.get('/explore')).body).not.toContain('Only mine');
  });
});
