import { faces } from './faces/looks.ts';
import { drawWork, encodeWork } from './work.ts';
import { works } from './works.ts';

const byKey = new Map([...works, ...Object.values(faces)].map((work) => [work.key, work]));

async function draw(key: string) {
  const work = byKey.get(key);
  if (!work) throw new Error(`the artist draws no "${key}"`);
  process.send?.(new Uint8Array(await encodeWork(drawWork(work))));
}

// Draws what it is asked for by key and answers with a PNG file. A failure ends the process, and its owner hears of it.
process.on('message', (key: string) => void draw(key));

// Whoever asked is gone: nobody wants the pictures any more.
process.on('disconnect', () => process.exit());
