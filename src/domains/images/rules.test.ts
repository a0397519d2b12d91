import { describe, expect, test } from 'vitest';
import { bounds, isTag, tagOf, tagPath } from './rules';

describe('a tag', () => {
  test.each([
    ['Sea', 'sea'],
    ['#sea', 'sea'],
    ['# sea', 'sea'],
    ['##Sea ', 'sea'],
    ['Ｓｅａ', 'sea'],
    ['ﬁsh', 'fish'],
    ['ℌarbour', 'harbour'],
    ['  blue   hour ', 'blue hour'],
    ['blue　hour', 'blue hour'],
    ['cafe\u0301', 'caf\u00e9'],
    ['水彩', '水彩'],
    ['🌊', '🌊'],
    ['c++', 'c++'],
    ['se\u202ea', 'sea'],
  ])('%j has one form, %j', (typed, tag) => {
    expect(tagOf(typed)).toBe(tag);
    expect(isTag(tag)).toBe(true);
  });

  test.each(['', ' ', '#', '..', '---', '\u200b', '\u202e', '#\u3000'])('%j says nothing', (typed) => {
    expect(tagOf(typed)).toBeNull();
    expect(isTag(typed)).toBe(false);
  });

  test('keeps its one form, whatever letters it has', () => {
    const twice: string[] = [];
    for (let point = 1; point < 0x3_0000; point++) {
      const once = tagOf(`a${String.fromCodePoint(point)}b`);
      if (once !== null && tagOf(once) !== once) twice.push(point.toString(16));
    }
    expect(twice).toEqual([]);
  });

  test.each(['Sea', '#sea', ' sea', 'Ｓ', 'x'.repeat(bounds.tag + 1), null, 7, ['sea']])('is not %j', (word) => {
    expect(isTag(word)).toBe(false);
  });

  test.each([
    ['blue hour', '/tags/blue%20hour'],
    ['a/b', '/tags/a%2Fb'],
    ['100%', '/tags/100%25'],
    ['水彩', '/tags/%E6%B0%B4%E5%BD%A9'],
  ])('%j stands at %s', (tag, path) => {
    expect(tagPath(tag)).toBe(path);
  });
});
