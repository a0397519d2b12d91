import { describe, expect, it } from 'vitest';
import { type Letter, layOut } from './layout';

const letter: Letter = {
  locale: 'zh',
  site: { name: 'Vitrine', url: 'https://vitrine.test' },
  title: 'A <b>title</b> & "more"',
  paragraphs: ['First.', '<script>alert(1)</script>'],
  action: { label: 'Look', url: 'https://vitrine.test/images/0123456789/a?x=1&y=2' },
  footer: 'You get this because you shared it.',
};

describe('the frame of a mail', () => {
  it('shows what people wrote as words, never as markup', () => {
    const { html } = layOut(letter);
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>');
    expect(html).toContain('&#60;script&#62;');
  });

  it('loads nothing from anywhere', () => {
    expect(layOut(letter).html).not.toMatch(/<img|<link|src=|url\(|@import/);
  });

  it('links to web addresses only', () => {
    const action = { label: 'Look', url: 'javascript:alert(1)' };
    expect(() => layOut({ ...letter, action })).toThrow(TypeError);
  });

  it('says the same as text', () => {
    const { text } = layOut(letter);
    expect(text).toBe(
      'A <b>title</b> & "more"\n\nFirst.\n\n<script>alert(1)</script>\n\n' +
        'Look:\nhttps://vitrine.test/images/0123456789/a?x=1&y=2\n\n' +
        '-- \nYou get this because you shared it.\nVitrine · https://vitrine.test\n',
    );
  });

  it('names its language', () => {
    expect(layOut(letter).html).toContain('<html lang="zh">');
  });

  describe('with pictures', () => {
    const picture = {
      src: 'https://vitrine.test/api/files/f/a?x=1&y=2',
      width: 960,
      height: 1200,
      alt: 'A "red" boat',
      caption: '“Boat” by Ana <b>',
      url: 'https://vitrine.test/images/0123456789/boat',
    };
    const { text, html } = layOut({ ...letter, pictures: [picture] });

    it('loads those and nothing else, each in its own shape and no wider than the column', () => {
      expect(html.match(/<img[^>]*>/g)).toEqual([
        expect.stringContaining(
          'src="https://vitrine.test/api/files/f/a?x=1&#38;y=2" alt="A &#34;red&#34; boat" width="560" height="700"',
        ),
      ]);
      expect(html).not.toContain('<b>');
    });

    it('says as text what is on them', () => {
      expect(text).toContain('“Boat” by Ana <b>\nA "red" boat\nhttps://vitrine.test/images/0123456789/boat\n');
    });

    it('takes no picture from anywhere but the web', () => {
      const src = 'data:image/png;base64,x';
      expect(() => layOut({ ...letter, pictures: [{ ...picture, src }] })).toThrow(TypeError);
    });
  });

  it('shows the way to get no more of them, in both', () => {
    const leave = { label: 'Stop these mails', url: 'https://vitrine.test/unsubscribe/x' };
    const { text, html } = layOut({ ...letter, leave });
    expect(text).toContain('Stop these mails: https://vitrine.test/unsubscribe/x\n');
    expect(html).toContain('href="https://vitrine.test/unsubscribe/x"');
  });
});
