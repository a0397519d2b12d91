import { describe, expect, test } from 'vitest';
import { editInput, shareInput } from './inputs';

const upload = '0123456789';
const share = (fields: Record<string, unknown>) => shareInput.parse({ upload, title: 'Harbour', ...fields });
const codes = (fields: Record<string, unknown>) => {
  const result = shareInput.safeParse({ upload, title: 'Harbour', ...fields });
  return result.success ? [] : result.error.issues.map((issue) => [issue.path[0], issue.message]);
};

describe('words', () => {
  test.each([
    ['  Harbour \t at\n dusk ', 'Harbour at dusk'],
    ['港口 的\u3000黄昏', '港口 的 黄昏'],
    ['a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['\u202Egnp.exe\u202C harbour\u2066\u2069', 'gnp.exe harbour'],
    ['Cafe\u0301', 'Café'],
    ['👨‍👩‍👧 by the sea', '👨‍👩‍👧 by the sea'],
    ['half \ud83d pair', 'half pair'],
  ])('the title %j is kept as %j', (typed, kept) => {
    expect(share({ title: typed }).title).toBe(kept);
  });

  test('of a description keep their lines, and at most one empty one in a row', () => {
    expect(share({ description: ' One \r\n\r\n\r\n\r\n two  three\u2028four ' }).description).toBe(
      'One\n\ntwo three\nfour',
    );
  });

  test.each([
    '',
    '   ',
    '\u3000\u200b\n',
    '\u202e\u2069',
    '\u00ad\u200d',
    '\u3164\u2800',
    undefined,
    null,
    7,
    ['a', 'b'],
  ])('a title of %j is missing', (title) => {
    expect(codes({ title })).toEqual([['title', 'images.title-missing']]);
  });

  test.each([
    ['title', 120, 'images.title-long'],
    ['description', 5_000, 'images.description-long'],
    ['altText', 500, 'images.alt-long'],
    ['source', 500, 'images.source-long'],
  ])('%s may have %i characters as readers count them, and no more', (field, limit, code) => {
    expect(codes({ [field]: '🦊'.repeat(limit) })).toEqual([]);
    expect(codes({ [field]: ` ${'字'.repeat(limit)} ` })).toEqual([]);
    expect(codes({ [field]: '字'.repeat(limit + 1) })).toEqual([[field, code]]);
    expect(codes({ [field]: 'x'.repeat(1_000_000) })).toContainEqual([field, code]);
  });
});

describe('tags', () => {
  test('are taken from one field or from many, cleaned, in lower case, each once, in their order', () => {
    expect(share({ tags: ' #Sea, dusk ，黄昏、SEA;;\nboats at rest ' }).tags).toEqual([
      'sea',
      'dusk',
      '黄昏',
      'boats at rest',
    ]);
    expect(share({ tags: ['Sea', 'sea', '# dusk'] }).tags).toEqual(['sea', 'dusk']);
    expect(share({ tags: '.., /, ---, 🌊, 35mm, c/o' }).tags).toEqual(['🌊', '35mm', 'c/o']);
    expect(share({}).tags).toEqual([]);
  });

  test('are at most 20 of 40 characters', () => {
    const many = Array.from({ length: 21 }, (_, i) => `tag ${i}`);
    expect(codes({ tags: many.slice(1) })).toEqual([]);
    expect(codes({ tags: many })).toEqual([['tags', 'images.tags-many']]);
    expect(codes({ tags: 'x'.repeat(41) })).toEqual([['tags', 'images.tag-long']]);
    expect(codes({ tags: 'x'.repeat(50_000) })).toEqual([['tags', 'images.tag-long']]);
  });
});

describe('the rest', () => {
  test('has the defaults of a form that does not ask', () => {
    expect(share({})).toMatchObject({
      licence: 'all-rights-reserved',
      audience: 'public',
      commentsOpen: true,
      altText: '',
    });
  });

  test.each([
    ['upload', '../../etc', 'images.upload-missing'],
    ['upload', ['0123456789'], 'images.upload-missing'],
    ['upload', undefined, 'images.upload-missing'],
    ['audience', 'everyone', 'images.audience'],
    ['licence', 'mine', 'images.licence'],
    ['commentsOpen', 'maybe', 'images.comments'],
  ])('%s of %j is refused as %s', (field, value, code) => {
    expect(codes({ [field]: value })).toEqual([[field, code]]);
  });

  test('comments are closed by "off"', () => {
    expect(share({ commentsOpen: 'off' }).commentsOpen).toBe(false);
    expect(share({ commentsOpen: 'on' }).commentsOpen).toBe(true);
  });

  test('an edit names an image and cannot change what it was made of, nor for whom', () => {
    const edit = editInput.parse({ ref: upload, title: 'Harbour', audience: 'public', upload });
    expect(edit).not.toHaveProperty('audience');
    expect(edit).not.toHaveProperty('upload');
    expect(editInput.safeParse({ ref: 'x', title: 'Harbour' }).error?.issues[0]?.message).toBe('images.missing');
  });
});
