import { describe, expect, test } from 'vitest';
import { anImage } from '@/domains/images/factory';
import { sitemapIndex, sitemapPart, xmlResponse } from './parts';

const locations = (xml: string | null) =>
  [...(xml ?? '').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);

describe('the sitemap', () => {
  test('leads from its index to every part, and each part names each address in both languages, with all of them as alternates', async () => {
    const image = await anImage({ title: 'Fish & "chips" <tea>' });
    const parts = locations(await sitemapIndex()).map(
      (address) => /\/sitemap-(.*)\.xml$/.exec(address ?? '')?.[1] ?? '',
    );
    expect(parts).toContain('pages-0');
    const named: (string | undefined)[] = [];
    for (const part of parts) {
      const xml = await sitemapPart(part);
      for (const [, url] of (xml ?? '').matchAll(/<url>(.*?)<\/url>/g)) {
        named.push(...locations(url ?? ''));
        expect(
          [...(url ?? '').matchAll(/hreflang="([^"]*)" href="http[^"<&]*"/g)].map(([, language]) => language),
        ).toEqual(['en', 'zh-Hans', 'x-default']);
      }
    }
    expect(new Set(named).size).toBe(named.length);
    const path = new RegExp(`^http://localhost:\\d+(?:/zh)?/images/${image.ref}/fish-chips-tea$`);
    expect(named.filter((address) => path.test(address ?? ''))).toHaveLength(2);
    expect(named.filter((address) => address?.endsWith('/explore'))).toHaveLength(2);
  });

  test.each([
    '',
    'images',
    'images-',
    'images--1',
    'images-00',
    'images-1e3',
    'images-9999999',
    'images-999999',
    'pages-1',
    'tags-x',
    'people-0;',
    'IMAGES-0',
    'x'.repeat(5_000),
  ])('has no part called %j', async (name) => {
    expect(await sitemapPart(name)).toBeNull();
    expect(xmlResponse(null).status).toBe(404);
  });
});
