import { randomInt } from 'node:crypto';
import sharp from 'sharp';

/** A picture nobody shared before, ready to be chosen in a form: hills under a sky, in colours of chance. */
export async function aPictureFile(name = 'hills.jpg') {
  const hue = randomInt(360);
  const hill = (y: number, light: number) =>
    `<path d="M0 ${y} Q 300 ${y - randomInt(60, 200)} 600 ${y} T 1200 ${y} V 800 H 0 Z" fill="hsl(${(hue + 40) % 360} 30% ${light}%)"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="hsl(${hue} 45% 80%)"/>
    <circle cx="${randomInt(200, 1000)}" cy="200" r="90" fill="hsl(${hue} 60% 92%)"/>${hill(520, 55)}${hill(620, 40)}${hill(700, 28)}</svg>`;
  const buffer = await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** Words no other test uses, so that a list, a page or a mail can be searched for them. */
export const uniqueTitle = (beginning: string) => `${beginning} ${randomInt(1e9).toString(36)}`;
