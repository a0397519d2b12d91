import { describe, expect, test } from 'vitest';
import { anImage } from '@/domains/images/factory';
import { findListedImages } from '@/domains/images/queries';
import { atomOf, type Feed, feedResponse } from './atom';

const since = new Date('2026-01-01T00:00:00Z');
const feedOf = (images: Feed['images']): Feed => ({
  path: '/feeds/all.atom',
  page: '/explore',
  title: 'Fish & <chips>',
  subtitle: '"All" of it',
  images,
  since,
});
const aCard = async (given: Parameters<typeof anImage>[0]) => {
  const { id } = await anImage(given);
  const [card] = await findListedImages([id]);
  if (!card) throw new Error('the image is not listed');
  return card;
};
const ask = (headers: Record<string, string>, feed: Feed) =>
  feedResponse(new Request('http://localhost/feeds/all.atom', { headers }), feed);

describe('an Atom feed', () => {
  test('names every image by an id that its title and its slug do not change, with its alt text and its picture', async () => {
    const card = await aCard({ title: 'Tea & "cake" <b>', altText: 'A table, "laid" & ready' });
    const xml = atomOf(feedOf([card]));
    expect(xml).toContain(`<id>tag:localhost,2026:/images/${card.ref}</id>`);
    expect(xml).toContain('<title>Tea &#38; &#34;cake&#34; &#60;b&#62;</title>');
    expect(xml).toContain('<summary>A table, &#34;laid&#34; &#38; ready</summary>');
    // The words of HTML, escaped once more for the XML around them.
    expect(xml).toContain('alt=&#34;A table, &#38;#34;laid&#38;#34; &#38;#38; ready&#34;');
    expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  });

  test('holds no character that XML has not', async () => {
    const card = { ...(await aCard({})), title: 'bell\u0007 and nought\u0000 and half a pair\ud800' };
    expect(atomOf(feedOf([card]))).toContain('<title>bell and nought and half a pair</title>');
  });

  test('is as new as its newest image, and as old as its list while there is none', async () => {
    const older = await aCard({ publishedAt: new Date('2026-03-01T10:00:00Z') });
    const newer = await aCard({ publishedAt: new Date('2026-03-02T10:00:00Z') });
    expect(atomOf(feedOf([older, newer]))).toMatch(/^<updated>2026-03-02T10:00:00.000Z<\/updated>$/m);
    expect(atomOf(feedOf([]))).toMatch(/^<updated>2026-01-01T00:00:00.000Z<\/updated>$/m);
  });

  test('is not sent again to who has it, and is once it changed', async () => {
    const before = feedOf([await aCard({})]);
    const first = ask({}, before);
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, (await first.text()).length > 0]).toEqual([200, true]);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = ask({ 'if-none-match': known }, before);
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect(ask({ 'if-none-match': etag }, feedOf([])).status).toBe(200);
    expect(ask({ 'if-none-match': 'nonsense', 'if-modified-since': new Date().toUTCString() }, before).status).toBe(
      200,
    );
  });

  test.each([
    ['Fri, 02 Jan 2026 00:00:00 GMT', 304],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 304],
    ['Wed, 31 Dec 2025 23:59:59 GMT', 200],
    ['yesterday', 200],
  ])('knows who asks by a date: %s', (date, status) => {
    expect(ask({ 'if-modified-since': date }, feedOf([])).status).toBe(status);
  });
});
