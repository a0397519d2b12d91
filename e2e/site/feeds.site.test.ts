import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace } from '../support/places';

const { dataDir, remove } = temporaryData('feeds');

let copy: Copy;
let owner: { id: number; handle: string };
let image: { ref: string };

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  const { aMember, anImage } = await house();
  owner = await aMember({ name: 'Wren & <Halloway>' });
  image = await anImage({ ownerId: owner.id as never, title: 'Fog', altText: 'Fog over a river', tags: ['夜', 'a/b'] });
  await anImage({ ownerId: owner.id as never, title: 'Nobody’s business', audience: 'private', tags: ['夜'] });
});

afterAll(async () => {
  const { closeDatabase } = await house();
  await closeDatabase();
  await copy.stop();
  remove();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(copy.origin + path, { headers, redirect: 'manual' });

describe('Atom feeds', () => {
  it('tell of everybody, one person and one tag, with alt texts, and of nothing private', async () => {
    for (const path of [
      '/feeds/all.atom',
      `/feeds/people/${owner.handle}.atom`,
      `/feeds/tags/${encodeURIComponent('夜')}.atom`,
      '/feeds/tags/a%2Fb.atom',
    ]) {
      const answer = await ask(path);
      const xml = await answer.text();
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'application/atom+xml; charset=utf-8',
      ]);
      expect(xml).toContain(`<link rel="self" type="application/atom+xml" href="${copy.origin}${path}"/>`);
      expect(xml).toContain(`<id>tag:localhost,2026:/images/${image.ref}</id>`);
      expect(xml).toContain('<summary>Fog over a river</summary>');
      expect(xml).not.toContain('business');
    }
  });

  it('are named on the pages that show the same', async () => {
    for (const [page, feed] of [
      ['/', '/feeds/all.atom'],
      ['/explore', '/feeds/all.atom'],
      ['/zh/explore', '/feeds/all.atom'],
      [`/people/${owner.handle}`, `/feeds/people/${owner.handle}.atom`],
      ['/tags/a%2Fb', '/feeds/tags/a%2Fb.atom'],
    ] as const) {
      const html = await (await ask(page)).text();
      expect(html).toContain(`<link rel="alternate" type="application/atom+xml" href="${copy.origin}${feed}"/>`);
    }
  });

  it('are not sent again to who has them, and are as soon as they change', async () => {
    const first = await ask('/feeds/all.atom');
    const etag = first.headers.get('etag') ?? '';
    const again = await ask('/feeds/all.atom', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const { anImage, expireCaches } = await house();
    await anImage({ ownerId: owner.id as never, title: 'Later' });
    expect(await expireCaches()).toBe(true);
    const changed = await ask('/feeds/all.atom', { 'if-none-match': etag });
    expect([changed.status, (await changed.text()).includes('<title>Later</title>')]).toEqual([200, true]);
  });

  it('are missing for what is not there, in words', async () => {
    for (const path of [
      '/feeds/people/nobody_at_all.atom',
      '/feeds/people/%00.atom',
      `/feeds/tags/${'x'.repeat(500)}.atom`,
      '/feeds/tags/unheard-of.atom',
      '/feeds/other.atom',
      '/feeds/all',
      '/feeds',
    ]) {
      const answer = await ask(path);
      expect([path, answer.status, (await answer.text()).length > 0]).toEqual([path, 404, true]);
    }
  });
});
