import { and, inArray, type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { MemberId } from '@/domains/accounts/tables';
import { distribution, followed, type Kind, kinds, type Reader, startScratch } from '../feed-world';
import { median } from '../measure';
import type { Row } from '../rows';

/** Rows a page of the feed asks for. */
const wanted = 61;

/** Numbers of activities, the second ten times the first; and how the pages touched may grow with them, as an exponent. */
export const feedSizes = {
  // Between these two the primary key's tree grows by a level: one page more for each row of the answer.
  quick: { few: 100_000, many: 1_000_000, growth: 0.04 },
  whole: { few: 1_000_000, many: 10_000_000, growth: 0.02 },
} as const;
type Sizes = (typeof feedSizes)[keyof typeof feedSizes];

/** The feed's shapes: the product's own, and two others with the same conditions and the same answer. */
async function shapes(): Promise<Record<string, (viewer: MemberId) => SQL>> {
  const { deedsStatement } = await import('@/domains/feed/queries');
  const { isAboutSeen, isHeardBy } = await import('@/domains/feed/visibility');
  const { activities } = await import('@/domains/activity/tables');
  const { follows } = await import('@/domains/social/tables');
  const row = sql`${activities.id}, ${activities.actorId}, ${activities.verb}, ${activities.targetId}`;
  const followedBy = (viewer: MemberId) =>
    sql`(select ${follows.followedId} from ${follows} where ${follows.followerId} = ${viewer})`;
  return {
    'heads first': (viewer) => deedsStatement(viewer, undefined),
    LATERAL: (viewer) => sql`
      select deeds.* from ${follows} cross join lateral (
        select ${row} from ${activities} where ${activities.actorId} = ${follows.followedId} and ${isAboutSeen(viewer)}
        order by ${activities.id} desc limit ${sql.raw(String(wanted))}) deeds
      where ${follows.followerId} = ${viewer} and ${isHeardBy(viewer, follows.followedId)}
      order by deeds.id desc limit ${sql.raw(String(wanted))}`,
    'IN (subquery)': (viewer) => sql`
      select ${row} from ${activities}
      where ${and(inArray(activities.actorId, followedBy(viewer)), isHeardBy(viewer, activities.actorId), isAboutSeen(viewer))}
      order by ${activities.id} desc limit ${sql.raw(String(wanted))}`,
  };
}

type Cost = { ms: number; buffers: number };
type Explained = { 'Execution Time': number; Plan: Record<string, number> };

/** One statement's time in the server and the pages it touched: the median of `times` runs after one to warm up; of one run where that took a second. */
async function costOf(db: ReturnType<typeof drizzle>, statement: SQL, times: number): Promise<Cost> {
  const once = async (): Promise<Cost> => {
    const rows = await db.execute<{ 'QUERY PLAN': Explained[] }>(
      sql`explain (analyze, buffers, timing off, format json) ${statement}`,
    );
    const plan = rows[0]?.['QUERY PLAN'][0] as Explained;
    const buffers = (plan.Plan['Shared Hit Blocks'] ?? 0) + (plan.Plan['Shared Read Blocks'] ?? 0);
    return { ms: plan['Execution Time'], buffers };
  };
  const first = await once();
  if (first.ms > 1_000) return first;
  const runs: Cost[] = [];
  for (let run = 0; run < times; run++) runs.push(await once());
  return { ms: median(runs.map(({ ms }) => ms)), buffers: median(runs.map(({ buffers }) => buffers)) };
}

type Cell = { kind: Kind; follows: number; shape: string; ms: number; buffers: number };

/** What every shape costs for everybody who reads, in one world: the mean of the readers of a cell. */
async function measureWorld(url: string, readers: Reader[], times: number): Promise<Cell[]> {
  const client = postgres(url, { max: 1, onnotice: () => {}, prepare: false, connection: { statement_timeout: 0 } });
  const db = drizzle(client, { casing: 'snake_case' });
  const cells: Cell[] = [];
  for (const [shape, statementFor] of Object.entries(await shapes()))
    for (const kind of kinds)
      for (const follows of followed) {
        const costs: Cost[] = [];
        for (const reader of readers.filter((each) => each.kind === kind && each.follows === follows)) {
          // Whoever has waited this long has seen enough.
          if (costs.some(({ ms }) => ms > 5_000)) continue;
          costs.push(await costOf(db, statementFor(reader.id as MemberId), times));
        }
        const mean = (of: keyof Cost) => costs.reduce((sum, cost) => sum + cost[of], 0) / costs.length;
        cells.push({ kind, follows, shape, ms: mean('ms'), buffers: mean('buffers') });
      }
  await client.end();
  return cells;
}

/**
 * What a page of the feed costs in Postgres with few and with ten times as many activities, for people who follow few and many, busy and silent ones: the
 * product's statement beside two others. Gates: how it grows with the table (by the pages it touches), and how it stands where `IN` is at its worst.
 */
export async function feedCosts(place: { port: number; dataDir: string }, sizes: Sizes, times: number): Promise<Row[]> {
  const scratch = await startScratch(place.dataDir, place.port);
  try {
    const measured: Cell[][] = [];
    for (const size of [sizes.few, sizes.many]) {
      console.log(`Filling a database with ${size} activities …`);
      const world = await scratch.world(size);
      measured.push(await measureWorld(world.url, world.readers, times));
      await world.drop();
    }
    const [small = [], large = []] = measured;
    return [
      {
        what: 'feed: activities',
        value: sizes.many,
        unit: '',
        note: `and ${sizes.few}; ${scratch.settings}; ${distribution}`,
      },
      ...large.flatMap((cell, i) => rowsOf(cell, small[i] as Cell, sizes)),
      worstOfIn(large),
    ];
  } finally {
    await scratch.stop();
  }
}

const exponent = (small: number, large: number, { few, many }: Sizes) => Math.log(large / small) / Math.log(many / few);

function rowsOf(large: Cell, small: Cell, sizes: Sizes): Row[] {
  const name = `feed, ${large.follows} ${large.kind}, ${large.shape}`;
  const growth = exponent(small.buffers, large.buffers, sizes);
  return [
    {
      what: `${name}: time`,
      value: large.ms,
      unit: 'ms',
      note: `${small.ms.toFixed(2)} ms before, exponent ${exponent(small.ms, large.ms, sizes).toFixed(3)}`,
    },
    { what: `${name}: pages touched`, value: large.buffers, unit: '', note: `${small.buffers} before` },
    {
      what: `${name}: growth of pages`,
      value: growth,
      unit: '',
      ...(large.shape === 'heads first' && { atMost: sizes.growth }),
    },
  ];
}

function worstOfIn(cells: Cell[]): Row {
  const of = (shape: string) => cells.filter((cell) => cell.shape === shape);
  const worst = of('IN (subquery)').reduce((most, cell) => (cell.ms > most.ms ? cell : most));
  const ours = of('heads first').find(({ kind, follows }) => kind === worst.kind && follows === worst.follows) as Cell;
  const note = `${worst.follows} ${worst.kind}: ${worst.ms.toFixed(0)} ms against ${ours.ms.toFixed(2)} ms; pages ${worst.buffers} against ${ours.buffers}`;
  return {
    what: 'feed: where IN is at its worst, times faster',
    value: worst.ms / ours.ms,
    unit: '×',
    atLeast: 1_000,
    note,
  };
}
