import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEnv } from '@/platform/env';
import { plan } from './plan';
import { makeSecrets } from './secrets';

const documented = new Set(
  [...readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]),
);

test('.env.example documents every variable the site reads', () => {
  const read = [...readFileSync('src/platform/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
    (match) => match[1],
  );
  expect(read.length).toBeGreaterThan(15);
  expect(read.filter((name) => !documented.has(name))).toEqual([]);
});

test('.env.example documents every variable the supervisor reads', () => {
  const read = [...readFileSync('src/platform/supervisor/plan.ts', 'utf8').matchAll(/owner\.([A-Z][A-Z0-9_]+)/g)].map(
    (match) => match[1],
  );
  expect(read.filter((name) => !documented.has(name))).toEqual([]);
});

test('what the supervisor fills in is all the site demands', () => {
  expect(parseEnv(plan({}, makeSecrets()).site).PORT).toBe(3000);
});
