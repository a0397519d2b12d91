import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Copy } from '../../support/copy';
import { aCaller } from '../../support/doors';
import { goesTo } from '../../support/newcomers';
import { memoryOf, partOf, treeOf } from '../../support/processes';
import type { Visitor } from '../../support/visitor';
import { aPhotograph } from '../photograph';
import type { Row } from '../rows';

/** How long all may take, in milliseconds. */
const patienceMs = 600_000;

/** As the share page does it: announces the file, sends it to the address it gets, and shares what arrived with its words. */
async function shareOne({ origin }: Copy, member: Visitor, bytes: Buffer, place: number): Promise<string> {
  const file = { name: `photo-${place}.jpg`, size: bytes.length, type: 'image/jpeg', lastModified: 0 };
  const announced = await member.send('/api/uploadthing?actionType=upload&slug=image', {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ input: null, files: [file] }),
  });
  const [given] = JSON.parse(announced.body) as { url: string }[];
  if (!given) throw new Error(`an upload was refused: ${announced.status} ${announced.body}`);
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)], { type: file.type }));
  // To the site's own address; it takes as long as fifty at once take.
  const arrived = await fetch(given.url, { method: 'PUT', headers: { range: 'bytes=0-' }, body });
  const { serverData } = (await arrived.json()) as { serverData: { upload: string } };
  return goesTo(await member.submit(`/share?upload=${serverData.upload}`, 'title', { title: `Photo ${place}` }));
}

/** The most memory a process ever held at once, in MB, as the kernel remembers it. */
function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

const siteOf = ({ pid }: Copy) => treeOf(pid).find((one) => partOf(memoryOf(one)?.command ?? '') === 'the site') ?? 0;

/** Somebody reads while the pictures are made: how long each page took, in milliseconds, until `isOver`. */
async function readMeanwhile({ origin }: Copy, isOver: () => Promise<boolean>): Promise<number[]> {
  const waits: number[] = [];
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && !(await isOver()); await pause(250)) {
    const began = performance.now();
    await (await fetch(`${origin}/explore`)).arrayBuffer();
    waits.push(performance.now() - began);
  }
  return waits.sort((a, b) => a - b);
}

/** What hangs, and of those whose smallest and largest file come: everything else is lost. */
async function hanging({ origin }: Copy): Promise<number> {
  const { db, eq, images, pictures } = await inside();
  const made = await db
    .select({ files: pictures.files })
    .from(images)
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .where(eq(images.state, 'ready'));
  const { fileUrl } = await import('@/platform/storage/files');
  const answers = await Promise.all(
    made.map(async ({ files }) => {
      const ends = [files[0], files.at(-1)].map((key) => fetch(origin + fileUrl(key ?? '')));
      return (await Promise.all(ends)).every(({ ok }) => ok);
    }),
  );
  return answers.filter(Boolean).length;
}

const inside = async () => ({
  ...(await import('drizzle-orm')),
  ...(await import('@/domains/images/tables')),
  ...(await import('@/platform/db/client')),
  ...(await import('@/platform/pictures/tables')),
});

/** `count` members share a photograph of 12 megapixels each, all at once. The copy has no images, and this process has entered it. */
export async function uploadsAtOnce(copy: Copy, count: number): Promise<Row[]> {
  const { db, images, inArray } = await inside();
  const bytes = await (await aPhotograph(4_000, 3_000)).jpeg({ quality: 90 }).toBuffer();
  const members = await Promise.all(
    Array.from({ length: count }, () => aCaller(copy, { who: 'a member', is: 'member', standing: {} })),
  );
  const site = siteOf(copy);
  const atRest = peakOf(site);
  const began = performance.now();
  const secondsSince = () => (performance.now() - began) / 1000;
  const answers = await Promise.allSettled(members.map((member, place) => shareOne(copy, member, bytes, place)));
  const sent = secondsSince();
  const shared = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.startsWith('/share/'));
  const isOver = async () => (await db.$count(images, inArray(images.state, ['ready', 'failed']))) >= shared.length;
  const waits = await readMeanwhile(copy, isOver);
  const ready = secondsSince();
  const lost = count - (await hanging(copy));
  const note = `${(bytes.length / 1e6).toFixed(1)} MB, 12 megapixels each`;
  return [
    { what: `${count} uploads at once: lost`, value: lost, unit: '', atMost: 0, note },
    { what: `${count} uploads at once: all arrived and shared`, value: sent, unit: 's' },
    {
      what: `${count} uploads at once: all hang`,
      value: ready,
      unit: 's',
      note: `${(ready / count).toFixed(2)} s each`,
    },
    { what: 'memory of the site: peak', value: peakOf(site), unit: 'MB', note: `${atRest.toFixed(0)} MB before` },
    {
      what: 'meanwhile: /explore',
      value: waits[Math.floor(waits.length / 2)] ?? 0,
      unit: 'ms',
      note: `median of ${waits.length}, the slowest ${waits.at(-1)?.toFixed(0)} ms`,
    },
  ];
}
