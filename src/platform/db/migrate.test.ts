import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { Trouble } from '@/platform/trouble';
import { race, winners } from '@/testing/race';
import { migrate } from './migrate';

type Journal = {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
};

const admin = postgres(inject('adminUrl'), { max: 1, onnotice: () => {} });
let folder: string;
let url: string;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-migrate-'));
  cpSync('drizzle/migrations', join(folder, 'today'), { recursive: true });
  cpSync('drizzle/migrations', join(folder, 'tomorrow'), { recursive: true });
  const path = join(folder, 'tomorrow', 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal;
  const last = journal.entries.at(-1);
  journal.entries.push({
    idx: 9_999,
    version: '7',
    when: (last?.when ?? 0) + 1_000,
    tag: '9999_tomorrow',
    breakpoints: true,
  });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(folder, 'tomorrow', '9999_tomorrow.sql'), 'create table tomorrow (n int);');
});
afterAll(async () => {
  await admin.end();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  const name = `migrate_${process.pid}_${count++}`;
  await admin.unsafe(`create database ${name} owner vitrine`);
  const address = new URL(inject('adminUrl'));
  address.username = 'vitrine';
  address.pathname = `/${name}`;
  url = address.href;
});

async function tablesOf(): Promise<string[]> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'public'`;
  await sql.end();
  return rows.map((row) => row.name);
}

test('an empty database gets everything, a second run nothing', async () => {
  expect(await migrate(url, join(folder, 'today'))).toBeGreaterThan(0);
  expect(await migrate(url, join(folder, 'today'))).toBe(0);
  expect(await tablesOf()).toContain('members');
});

test('of many starters at once each succeeds and one does the work', async () => {
  const outcomes = await race(6, () => migrate(url, join(folder, 'today')));
  expect(winners(outcomes)).toHaveLength(6);
  expect(winners(outcomes).filter((applied) => applied > 0)).toHaveLength(1);
});

test('a newer version’s migrations are added to an older database', async () => {
  await migrate(url, join(folder, 'today'));
  expect(await migrate(url, join(folder, 'tomorrow'))).toBe(1);
  expect(await tablesOf()).toContain('tomorrow');
});

test('a database that a newer version wrote is refused in one sentence, and not touched', async () => {
  await migrate(url, join(folder, 'tomorrow'));
  const before = await tablesOf();
  await expect(migrate(url, join(folder, 'today'))).rejects.toThrow(Trouble);
  await expect(migrate(url, join(folder, 'today'))).rejects.toThrow(/newer Vitrine/);
  expect(await tablesOf()).toEqual(before);
});

test('a migration that fails leaves the schema as it was', async () => {
  await migrate(url, join(folder, 'today'));
  cpSync(join(folder, 'tomorrow'), join(folder, 'broken'), { recursive: true });
  writeFileSync(
    join(folder, 'broken', '9999_tomorrow.sql'),
    'create table half (n int);--> statement-breakpoint\nselect 1 / 0;',
  );
  const before = await tablesOf();
  await expect(migrate(url, join(folder, 'broken'))).rejects.toThrow();
  expect(await tablesOf()).toEqual(before);
});
