import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { binariesFor, installedBinaries } from './binaries';

let folder: string;
let installed: { folder: string; version: string };
const server = { uid: 65_534, gid: 65_534 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-bin-'));
  chmodSync(folder, 0o755);
  const native = join(folder, 'home', 'native');
  for (const part of ['bin', 'lib', 'share/postgresql']) mkdirSync(join(native, part), { recursive: true });
  writeFileSync(join(native, 'bin', 'postgres'), '', { mode: 0o755 });
  writeFileSync(join(native, 'lib', 'libone.so.1.2'), '', { mode: 0o600 });
  symlinkSync('libone.so.1.2', join(native, 'lib', 'libone.so.1'));
  writeFileSync(join(native, 'share/postgresql/postgres.bki'), '', { mode: 0o644 });
  installed = { folder: native, version: '18.0' };
});
afterEach(() => rmSync(folder, { recursive: true }));
const place = () => join(folder, 'place');

test('the installed programs are run in place where the server may reach them', () => {
  expect(binariesFor(server, installed, place())).toBe(installed.folder);
});

test('from a folder only root may enter, they are copied once to where the server may', () => {
  chmodSync(join(folder, 'home'), 0o700);
  const copy = binariesFor(server, installed, place());
  expect(copy.startsWith(place())).toBe(true);
  expect(binariesFor(server, installed, place())).toBe(copy);
  expect(readdirSync(place())).toHaveLength(1);
  expect(statSync(join(copy, 'bin', 'postgres')).mode & 0o777).toBe(0o755);
  expect(statSync(join(copy, 'lib', 'libone.so.1.2')).mode & 0o004).toBe(0o004);
  expect(readlinkSync(join(copy, 'lib', 'libone.so.1'))).toBe('libone.so.1.2');
});

test('a file installed unreadable for others (umask 077) makes a copy, too', () => {
  chmodSync(join(installed.folder, 'share/postgresql/postgres.bki'), 0o600);
  expect(binariesFor(server, installed, place())).not.toBe(installed.folder);
});

test('without a change of account nothing is ever copied', () => {
  chmodSync(join(folder, 'home'), 0o700);
  expect(binariesFor({}, installed, place())).toBe(installed.folder);
});

test('the copy of the real programs is whole: every link in it leads somewhere', () => {
  const { folder: native } = installedBinaries();
  const links = readdirSync(join(native, 'lib'), { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(statSync(join(native, 'lib', link.name)).isFile()).toBe(true);
});
