import sharp from 'sharp';
import { type Canvas, canvasOf } from './canvas.ts';
import { type Random, randomOf } from './random.ts';

/** How one picture is made: the same seed always makes the same picture. */
export type Drawing = (canvas: Canvas, random: Random) => void;

/** A picture to be drawn. Sizes are design units, which are pixels at full size. */
export type Work = { key: string; width: number; height: number; draw: Drawing };

/** Draws a work at full size, or smaller as a proof, and returns it as RGB bytes. */
export function drawWork({ key, width, height, draw }: Work, scale = 1): Canvas {
  const canvas = canvasOf(width, height, scale);
  draw(canvas, randomOf(key));
  return canvas;
}

/** The drawn picture as a PNG file. */
export function encodeWork({ pixels, pixelWidth, pixelHeight }: Canvas): Promise<Buffer> {
  const raw = { width: pixelWidth, height: pixelHeight, channels: 3 } as const;
  return sharp(pixels, { raw }).png({ compressionLevel: 1 }).toBuffer();
}
