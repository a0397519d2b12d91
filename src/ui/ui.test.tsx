import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Avatar, patternOf } from './avatar';
import { Field } from './field';
import { Notice } from './notice';
import { Hung, Picture } from './picture';
import { Progress } from './wait';

const picture = {
  width: 1600,
  height: 900,
  colour: '#8899aa',
  blur: 'data:image/webp;base64,AAAA',
  sources: [
    { type: 'image/avif', srcSet: '/a-480.avif 480w, /a-960.avif 960w' },
    { type: 'image/webp', srcSet: '/a-480.webp 480w, /a-960.webp 960w' },
  ],
  fallback: { src: '/a-960.jpg' },
};

describe('a picture', () => {
  it('has its shape, its colour and its blur before a byte of it has come', () => {
    const html = renderToStaticMarkup(<Picture picture={picture} alt="A harbour" sizes="100vw" />);
    expect(html).toContain('--ratio:1.7778');
    expect(html).toContain('--colour:#8899aa');
    expect(html).toContain('data:image/webp;base64,AAAA');
    expect(html).toContain('width="1600" height="900"');
  });

  it('offers the best format first and a file every browser takes last', () => {
    const html = renderToStaticMarkup(<Picture picture={picture} alt="" sizes="100vw" />);
    expect(html.indexOf('type="image/avif"')).toBeLessThan(html.indexOf('type="image/webp"'));
    expect(html.indexOf('type="image/webp"')).toBeLessThan(html.indexOf('<img src="/a-960.jpg"'));
  });

  it('is fetched before all else only where the screen is about it', () => {
    const first = renderToStaticMarkup(<Picture picture={picture} alt="" sizes="100vw" isFirst />);
    const other = renderToStaticMarkup(<Picture picture={picture} alt="" sizes="100vw" />);
    expect(first).toMatch(/loading="eager" fetchPriority="high"/i);
    expect(other).toMatch(/loading="lazy"/);
    expect(other).not.toMatch(/fetchPriority/i);
  });

  it('in a row is one link that is named by its label, not by the picture', () => {
    const html = renderToStaticMarkup(
      <Hung
        picture={picture}
        alt=""
        link={(inside, look) => (
          <a href="/images/x" className={look}>
            {inside}
          </a>
        )}
      >
        <span>Ferry at dusk</span>
      </Hung>,
    );
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toMatch(/alt=""[\s\S]*Ferry at dusk[\s\S]*<\/a>/);
  });
});

describe('a face', () => {
  it('is the same for a handle in either case, and another for another handle', () => {
    expect(patternOf('Ana')).toEqual(patternOf('ana'));
    const drawn = ['ana', 'bo', 'edda', 'adam'].map((handle) => JSON.stringify(patternOf(handle)));
    expect(new Set(drawn).size).toBe(4);
  });

  it('says nothing to those who hear the page: the name stands beside it', () => {
    expect(renderToStaticMarkup(<Avatar handle="ana" />)).toContain('aria-hidden="true"');
  });

  it('is the photo where there is one, in a place of its own size, as silent as the drawing', () => {
    const html = renderToStaticMarkup(<Avatar handle="ana" photo={{ small: '/s', large: '/l' }} size={88} />);
    for (const part of ['src="/l"', 'srcSet="/s 80w, /l 180w"', 'sizes="88px"', 'width="88"', 'height="88"', 'alt=""'])
      expect(html).toContain(part);
    expect(renderToStaticMarkup(<Avatar handle="ana" photo={{ small: '/s' }} />)).toContain('src="/s"');
  });
});

describe('a field', () => {
  it('is read with its hint and its error, and is marked as wrong', () => {
    const html = renderToStaticMarkup(
      <Field id="t" name="t" label="Title" hint="A few words." error="Give a title." />,
    );
    expect(html).toContain('for="t"');
    expect(html).toContain('aria-describedby="t-hint t-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('id="t-error"');
  });

  it('without an error is not marked as wrong', () => {
    expect(renderToStaticMarkup(<Field id="t" name="t" label="Title" />)).not.toContain('aria-invalid=');
  });
});

describe('a message', () => {
  it('that is bad is read at once, any other in its turn', () => {
    expect(renderToStaticMarkup(<Notice tone="bad">No.</Notice>)).toContain('role="alert"');
    expect(renderToStaticMarkup(<Notice tone="good">Yes.</Notice>)).toContain('role="status"');
  });

  it('whose end nobody knows runs without a number', () => {
    expect(renderToStaticMarkup(<Progress label="Making" />)).not.toContain('value');
    expect(renderToStaticMarkup(<Progress label="Sending" value={0.4} />)).toContain('value="0.4"');
  });
});
