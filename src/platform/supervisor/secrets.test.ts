import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Trouble } from '@/platform/trouble';
import { makeSecrets, secretsOf } from './secrets';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'secrets.json');

test('secrets are made once and read again', () => {
  expect(secretsOf(folder)).toEqual(secretsOf(folder));
});

test('only the owner can read them, whatever the umask', () => {
  const before = process.umask(0);
  secretsOf(folder);
  process.umask(before);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('a secret that a newer version brings is added, and the others stay', () => {
  const { redisToken, ...older } = makeSecrets();
  writeFileSync(file(), JSON.stringify(older));
  chmodSync(file(), 0o600);
  const secrets = secretsOf(folder);
  expect(secrets).toMatchObject(older);
  expect(secrets.redisToken).not.toBe(redisToken);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(secrets);
});

test.each(['', '{"authSecret": 5}', '{ half'])(
  'a file that cannot be understood is refused, never written over: %j',
  (text) => {
    writeFileSync(file(), text);
    expect(() => secretsOf(folder)).toThrow(Trouble);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  },
);

test('no two sets are alike', () => {
  const [one, other] = [makeSecrets(), makeSecrets()];
  for (const name of Object.keys(one) as (keyof typeof one)[]) expect(one[name]).not.toBe(other[name]);
});
