import { describe, expect, it } from 'vitest';
import { foundPageOf, sourceOf } from './found-page';

const written = (given: unknown) => encodeURIComponent(JSON.stringify(given));
const page = 'https://boats.test/?series=2';
const picture = { address: 'https://boats.test/a.jpg', width: 800, height: 600 };

describe('what a bookmarklet wrote', () => {
  it('is read back, each picture once, in its order', () => {
    const second = { ...picture, address: 'https://boats.test/b.jpg' };
    expect(foundPageOf(written({ page, title: 'Boats', pictures: [picture, second, picture] }))).toEqual({
      page,
      title: 'Boats',
      pictures: [picture, second],
    });
  });

  it.each([
    ['nothing', ''],
    ['words', 'boats'],
    ['half an escape', '%E0%A4%A'],
    ['no object', written(null)],
    ['a list', written([page])],
    ['no page', written({ title: '', pictures: [] })],
    ['a page that runs', written({ page: 'javascript:alert(1)', title: '', pictures: [] })],
    ['no pictures', written({ page, title: '' })],
  ])('is nothing when it is %s', (_, words) => {
    expect(foundPageOf(words)).toBeNull();
  });

  it.each([
    'javascript:alert(1)',
    'data:image/png;base64,AAAA',
    'file:///etc/passwd',
    'blob:https://boats.test/1',
    '/a.jpg',
    '',
    7,
    null,
    `https://boats.test/${'x'.repeat(2_048)}`,
  ])('has no picture at %s', (address) => {
    expect(
      foundPageOf(written({ page, title: '', pictures: [{ ...picture, address }, picture, null, 'x'] }))?.pictures,
    ).toEqual([picture]);
  });

  it('has at most thirty pictures, of sizes that can be', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      address: `https://boats.test/${i}.jpg`,
      width: -1,
      height: '9',
    }));
    const found = foundPageOf(written({ page, title: 5, pictures: many }));
    expect(found?.pictures).toHaveLength(30);
    expect(found?.pictures[0]).toEqual({ address: 'https://boats.test/0.jpg', width: 0, height: 0 });
    expect(found?.title).toBe('');
  });

  it('names the page as the source, or its site where that would be too long', () => {
    const at = (page: string) => sourceOf({ page, title: '', pictures: [] });
    expect(at(page)).toBe(page);
    expect(at(`https://boats.test/?q=${'x'.repeat(600)}`)).toBe('https://boats.test');
  });
});
