import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { migrate } from '@/platform/db/migrate';
import { startPostgres } from '@/platform/twins/postgres/server';

/** How many rows the members follow whose feeds are measured, and what those are like whom they follow. */
export const followed = [10, 100, 1_000, 5_000] as const;
export const kinds = ['skewed', 'quiet', 'dormant'] as const;
export type Kind = (typeof kinds)[number];
export type Reader = { id: number; kind: Kind; follows: number };

/** What is said of the rows, so that other systems can be measured on the same ones. */
export const distribution =
  'members 1–10,000 busy, 10,001–15,000 quiet, 15,001–20,000 dormant, then readers; 200,000 images of the busy ones, every 20th private; ' +
  'activity n of N: n ≤ 15,000 by dormant member n mod 5,000; else every k-th, k = ⌊(N − 15,000) / 15,000⌋, by quiet member n/k mod 5,000 (three rows each); ' +
  'else by busy member 1 + ⌊10,000·u²⌋, u = frac(0.618034·(n mod 400,000) + 0.04·⌊n / 400,000⌋), on image 1 + n mod 200,000, liked or commented in turns; ' +
  'readers follow busy members in proportion to what they do, or any quiet or dormant ones';

/** What Postgres is set to, besides its defaults. */
const settings = { shared_buffers: '1GB', work_mem: '16MB', maintenance_work_mem: '512MB', max_wal_size: '4GB' };

/** A Postgres of its own in a folder, for databases that are thrown away. */
export async function startScratch(dataDir: string, port: number) {
  chmodSync(dataDir, 0o755);
  const folder = join(dataDir, 'postgres');
  const server = await startPostgres({ dataDir: folder, port, password: 'vitrine', durable: false, settings });
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  return {
    settings: Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    /** A migrated database with so many activities: its address, and those who read. */
    async world(activities: number) {
      const name = `feed_${activities}`;
      await admin.unsafe(`create database ${name} owner vitrine`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      await migrate(url.href, 'drizzle/migrations');
      const sql = postgres(url.href, { max: 1, onnotice: () => {}, connection: { statement_timeout: 0 } });
      await fillPlace(sql);
      await fillActivities(sql, activities);
      const readers = await fillReaders(sql);
      await sql`vacuum analyze`;
      await sql.end();
      return { url: url.href, readers, drop: () => admin.unsafe(`drop database ${name} with (force)`) };
    },
    async stop() {
      await admin.end();
      await server.stop();
    },
  };
}

/** Members and images: as many in every world, so that only the activities grow. */
async function fillPlace(sql: postgres.Sql) {
  await sql`insert into members (handle, name, email)
    select 'm_' || n, 'Member ' || n, 'm_' || n || '@vitrine.test' from generate_series(1, 20000) n`;
  await sql`insert into pictures (width, height, colour, blur, files, bytes, created_at)
    select 1600, 1200, '#808080', 'data:,', array_fill('key'::text, array[cardinality(one.files)]), 1, now()
    from (select array_fill(''::text, array[11]) as files) one`;
  await sql`insert into images (ref, owner_id, title, slug, state, audience, picture_id, created_at, published_at)
    select lpad(translate(to_hex(n), 'ilou', 'zzzz'), 10, '0'), 1 + n % 10000, 'Image', 'image', 'ready',
      case when n % 20 = 0 then 'private' else 'public' end::image_audience, (select id from pictures limit 1), now(), now()
    from generate_series(1, 200000) n`;
}

/** Written without indexes, which are then made as the migrations make them. */
async function fillActivities(sql: postgres.Sql, activities: number) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'activities' and indexname <> 'activities_pkey'`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  const step = Math.floor((activities - 15_000) / 15_000);
  await sql.unsafe(`
    insert into activities (id, actor_id, verb, target_kind, target_id, created_at)
    select n,
      case when n <= 15000 then 15001 + n % 5000
        when n % ${step} = 0 and n / ${step} <= 15000 then 10001 + n / ${step} % 5000
        else 1 + floor(10000 * power((0.618034 * (n % 400000) + 0.04 * (n / 400000)) % 1, 2)) end,
      case when n / 200000 % 2 = 0 then 'liked' else 'commented' end::activity_verb, 'image', 1 + n % 200000,
      timestamptz '2026-01-01' + n * interval '1 second'
    from generate_series(1, ${activities}) n`);
  for (const { definition } of indexes) await sql.unsafe(definition);
}

/** Two members for each number of follows and kind. Those whom the skewed ones follow are drawn as activities are, each once. */
async function fillReaders(sql: postgres.Sql): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (const kind of kinds)
    for (const follows of followed)
      for (const turn of [0, 1]) {
        const [made] = await sql<{ id: string }[]>`insert into members (handle, name, email)
          values (${`reader_${kind}_${follows}_${turn}`}, 'Reader', ${`${kind}_${follows}_${turn}@vitrine.test`}) returning id`;
        const id = Number(made?.id);
        const drawn =
          kind === 'skewed'
            ? sql`select 1 + floor(10000 * power((0.754878 * i + 0.5 * ${turn}) % 1, 2))::bigint as id, min(i) as place
                from generate_series(1, 200000) i group by 1 order by 2 limit ${follows}`
            : sql`select ${kind === 'quiet' ? 10_000 : 15_000}::bigint + 1 + (i * 1663 + ${turn}) % 5000 as id
                from generate_series(1, ${follows}::bigint) i`;
        await sql`insert into follows (follower_id, followed_id, created_at) select ${id}, drawn.id, now() from (${drawn}) drawn`;
        readers.push({ id, kind, follows });
      }
  return readers;
}
