import sharp, { type Sharp } from 'sharp';

/** A raw field of grains, `coarse` pixels each: sharp's own noise, stretched. */
async function grains(width: number, height: number, coarse: number, sigma: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma } as const;
  const [small, high] = [Math.ceil(width / coarse), Math.ceil(height / coarse)];
  const field = await sharp({ create: { width: small, height: high, channels: 3, background: '#808080', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(field).resize(width, height, { fit: 'fill' }).png({ compressionLevel: 0 }).toBuffer();
}

/**
 * What a camera might see, in so many pixels: soft light, shapes with edges, texture in three sizes of grain. About as many bytes as a photograph has; a smooth
 * drawing would let every encoder get away with nothing.
 */
export async function aPhotograph(width: number, height: number): Promise<Sharp> {
  const drawn = Buffer.from(aDrawing(width, height));
  const layers = await Promise.all([
    grains(width, height, 64, 70),
    grains(width, height, 9, 45),
    grains(width, height, 3, 22),
  ]);
  const lit = await sharp(drawn)
    .composite(layers.map((input) => ({ input, blend: 'soft-light' as const })))
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(lit, { raw: { width, height, channels: 3 } });
}

/** A drawing in few colours with hard edges, as an SVG: what PNG files mostly hold. */
export function aDrawing(width: number, height: number): string {
  const ridge = (at: number, light: number) =>
    `<path d="M0 ${at} L${[1, 2, 3, 4, 5, 6, 7, 8].map((x) => `${x * 150} ${at - ((x * 373) % 190)}`).join(' L')} V900 H0Z" fill="hsl(${200 - light} 30% ${light}%)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1200 900" preserveAspectRatio="none">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#7ea6d8"/><stop offset="1" stop-color="#f6d9b8"/></linearGradient>
    <rect width="1200" height="900" fill="url(#sky)"/><circle cx="820" cy="260" r="70" fill="#fff3d6"/>
    ${ridge(520, 58)}${ridge(640, 42)}${ridge(780, 26)}</svg>`;
}
