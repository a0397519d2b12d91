import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { rank } from '@/domains/engagement/queries/ranking';
import { anImage } from '@/domains/images/factory';
import { findPublicImage, listImagesOf, listNewestImages } from '@/domains/images/queries';
import {
  countSitemapParts,
  listSitemapImages,
  listSitemapPeople,
  listSitemapTags,
} from '@/domains/images/queries/sitemap';
import { listImagesTagged } from '@/domains/images/queries/tagged';
import { encodeCursor } from '@/kernel/page';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { takeStock } from './batches';
import { fillImages } from './images';
import { fillMembers } from './members';

aRedisForThisFile();

/** Tables that may be large: each is found by an index, or the page grows with the site. */
const large = ['images', 'image_tags', 'members'];
let ref: string;
let handle: string;
/** The last image, with a tag of its own. */
let late: number;

beforeAll(async () => {
  ref = (await anImage({ tags: ['rare'] })).ref;
  await fillMembers(10_000, () => {});
  ({ handle } = await aMember());
  await fillImages(30_000, () => {});
  late = (await anImage({ tags: ['late'] })).id;
  await takeStock();
}, 60_000);

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };

/** Every statement that is sent while something is read. */
async function statementsOf(read: () => Promise<unknown>) {
  const { prototype } = pg.Client as unknown as { prototype: { query: (...given: unknown[]) => unknown } };
  const { query } = prototype;
  const statements: { text: string; values: unknown[] }[] = [];
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [statement, values] = given;
    statements.push({
      text: String((statement as { text?: string }).text ?? statement),
      values: (values ?? []) as unknown[],
    });
    return query.apply(this, given);
  };
  try {
    await read();
  } finally {
    prototype.query = query;
  }
  return statements;
}

/** What the statements of a reading do: 8 kB blocks looked at, and large tables read from end to end. */
async function costOf(read: () => Promise<unknown>) {
  const statements = await statementsOf(read);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  let blocks = 0;
  const readWhole: string[] = [];
  const walk = ({ Plans = [], ...node }: Node) => {
    if (node['Node Type'] === 'Seq Scan') readWhole.push(node['Relation Name'] ?? '');
    Plans.forEach(walk);
  };
  for (const { text, values } of statements.filter(({ text }) => /^\s*select/i.test(text))) {
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values);
    const { Plan } = rows[0]['QUERY PLAN'][0];
    blocks += Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
    walk(Plan);
  }
  await client.end();
  return { blocks, readWhole: readWhole.filter((table) => large.includes(table)) };
}

const halfWay = () => encodeCursor([Date.now() - 365 * 86_400_000, 1]);

test.each<[string, number, () => Promise<unknown>]>([
  ['the newest images', 400, () => listNewestImages()],
  ['the newest images, far on', 400, () => listNewestImages(halfWay())],
  ['the images with a common tag', 400, () => listImagesTagged('abstract')],
  ['the images with a common tag, far on', 400, () => listImagesTagged('abstract', encodeCursor(9_000))],
  ['the images with a rare tag', 50, () => listImagesTagged('rare')],
  ['the images of somebody who has thousands', 400, () => listImagesOf('seeded_1')],
  ['the images of somebody who has thousands, far on', 400, () => listImagesOf('seeded_1', halfWay())],
  ['the images of somebody who has none', 50, () => listImagesOf(handle)],
  ['an image', 50, () => findPublicImage(ref)],
  ['the number of parts of the sitemap', 50, () => countSitemapParts()],
  ['the people of a part of the sitemap', 8_000, () => listSitemapPeople(1)],
])('among many, %s are found by indexes, within %i blocks', async (_, bound, read) => {
  const { blocks, readWhole } = await costOf(read);
  expect(readWhole).toEqual([]);
  expect(blocks).toBeGreaterThan(0);
  expect(blocks).toBeLessThan(bound);
});

// Hundreds of rows at once may be cheaper to find by reading all there are, while there are few; all images never are.
test.each<[string, number, () => Promise<unknown>]>([
  ['the images of a part of the sitemap', 8_000, () => listSitemapImages(1)],
  ['the tags of a part of the sitemap', 12_000, () => listSitemapTags(1)],
  ['a tag that came up late, in the last part of the sitemap', 500, () => listSitemapTags(Math.ceil(late / 1_000) - 1)],
  ['a ranking', 8_000, () => rank('all')],
])('among many, %s are found within %i blocks', async (_, bound, read) => {
  const { blocks, readWhole } = await costOf(read);
  expect(readWhole).not.toContain('images');
  expect(blocks).toBeLessThan(bound);
});
