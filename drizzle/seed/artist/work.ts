import sharp from 'sharp';
import { type Canvas, canvasOf } from './canvas.ts';
import { type Random, randomOf } from './random.ts';

/** How one picture is made: the same seed always makes the same picture. */
export type Drawing = (canvas: Canvas, random: Random) => void;

/** A picture to be drawn. Sizes are in design units. */
export type Work = { key: string; width: number; height: number; draw: Drawing };

/** The long side of a finished picture, in pixels, is at least this: as large as anything we serve. */
const longSideMin = 1600;

/** Pixels a design unit in the finished picture: panoramas come out longer than the rest, faces as drawn. */
function finishedScale({ width, height }: Work): number {
  return Math.min(1, Math.max(0.75, longSideMin / Math.max(width, height)));
}

/** Draws a work finished, or smaller as a proof (`scale` pixels a design unit), and returns it as RGB bytes. */
export function drawWork(work: Work, scale = finishedScale(work)): Canvas {
  const canvas = canvasOf(work.width, work.height, scale);
  work.draw(canvas, randomOf(work.key));
  return canvas;
}

/** The drawn picture as a PNG file. */
export function encodeWork({ pixels, pixelWidth, pixelHeight }: Canvas): Promise<Buffer> {
  const raw = { width: pixelWidth, height: pixelHeight, channels: 3 } as const;
  return sharp(pixels, { raw }).png({ compressionLevel: 1 }).toBuffer();
}
