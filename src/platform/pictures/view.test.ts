import { expect, test } from 'vitest';
import { derivatives } from './derivatives';
import { faceView, pictureView } from './view';

const row = (width: number, height: number) => ({
  width,
  height,
  colour: '#123456',
  blur: 'data:,',
  files: derivatives.map(({ width: wide, square, format }) => `${square ? 's' : ''}${wide}${format}`),
});
const plain = (key: string) => `/${key}`;

test('a large picture is offered in three widths of two formats, with a JPEG for everybody and squares', () => {
  const view = pictureView(row(4000, 3000), plain);
  expect(view.sources).toEqual([
    { type: 'image/avif', srcSet: '/480avif 480w, /960avif 960w, /1600avif 1600w' },
    { type: 'image/webp', srcSet: '/480webp 480w, /960webp 960w, /1600webp 1600w' },
  ]);
  expect(view.fallback).toEqual({ src: '/960jpeg', width: 960, height: 720 });
  expect(view.square).toEqual({
    sources: [
      { type: 'image/avif', srcSet: '/s80avif 80w, /s180avif 180w' },
      { type: 'image/webp', srcSet: '/s80webp 80w, /s180webp 180w' },
    ],
    src: '/s180webp',
    side: 180,
  });
});

test('a small picture names each width once, with the size it really has', () => {
  const view = pictureView(row(700, 100), plain);
  expect(view.sources[0]?.srcSet.split(', ').map((candidate) => candidate.split(' ')[1])).toEqual(['480w', '700w']);
  expect(view.fallback).toMatchObject({ width: 700, height: 100 });
  expect(view.square.side).toBe(100);
});

test('unless told otherwise its files are at their public addresses', () => {
  expect(pictureView(row(960, 960)).fallback.src).toBe('/api/files/f/960jpeg');
});

test('a face is two squares, and of nobody nothing', () => {
  const { files } = row(480, 480);
  expect(faceView(files)).toEqual({ small: '/api/files/f/s80webp', large: '/api/files/f/s180webp' });
  expect(faceView(null)).toBeNull();
});
