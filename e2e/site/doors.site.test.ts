import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, pages, routes } from '@/testing/access';
import { addressOf } from '@/testing/guards/access';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { freePlace } from '../support/places';
import { statementCounter } from '../support/statements';
import { type Answer, aVisitor, type Visitor } from '../support/visitor';

const { dataDir, remove } = temporaryData('doors');
let copy: Copy;
let stranger: Visitor;
let counter: ReturnType<typeof statementCounter>;

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  stranger = aVisitor(copy.origin);
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

afterAll(async () => {
  await counter.end();
  await copy.stop();
  remove();
});

/** An address somebody could type for a pattern of the table. */
const example = (pattern: string) =>
  pattern
    .replace('/[locale]', '')
    .replace('[ref]', '0000000000')
    .replace('[handle]', 'nobody')
    .replace(/\[[^\]]*\]/g, 'nothing') || '/';

const writes = (statements: string[]) =>
  statements.filter((statement) => /^\s*(?:with\b[\s\S]*\b)?(?:insert|update|delete)\b/i.test(statement));

/** Does it, and gives back the answer with what it wrote. */
async function knock(act: () => Promise<Answer>): Promise<Answer & { written: string[] }> {
  let answer: Answer | undefined;
  const statements = await counter.during(async () => {
    answer = await act();
  });
  if (!answer) throw new Error('no answer');
  return { ...answer, written: writes(statements) };
}

/** The build this copy serves from: the one that carries a note of its supervisor. */
function served(file: string): Record<string, unknown> {
  const shelf = '.next/cache/sites';
  const build = readdirSync(shelf).find((name) => readdirSync(join(shelf, name)).includes(`user-${copy.pid}`));
  return JSON.parse(readFileSync(join(shelf, build ?? '', '.next/server', file), 'utf8')) as Record<string, unknown>;
}

/** What Next lets anybody call by its id: actions, and cached functions too. */
function references(): { id: string; name: string; isCached: boolean }[] {
  const { node } = served('server-reference-manifest.json') as {
    node: Record<string, { exportedName: string; filename: string }>;
  };
  return Object.entries(node).map(([id, { exportedName, filename }]) => ({
    id,
    name: `${filename.replace(/^src\/|\.tsx?$/g, '')}#${exportedName}`,
    isCached: exportedName.startsWith('$$RSC_SERVER_CACHE'),
  }));
}

describe('the access table', () => {
  it('lists every page and route that Next built', () => {
    const built = Object.keys(served('app-paths-manifest.json'));
    const known = new Set([...Object.keys(pages), ...Object.keys(routes).map((route) => route.split(' ')[1])]);
    // Next's own panels, and files drawn from a module (robots, icons), which take nothing and tell everybody the same.
    const own = /^\/_|^\/(?:robots\.txt|sitemap\S*|manifest\.webmanifest|icon\S*|favicon\.ico)$/;
    const addresses = built
      .map((path) => addressOf(`src/app${path}`) || '/')
      .map((path) => path.replace(/\/(?:page|route)$/, ''));
    expect(addresses.filter((path) => !known.has(path) && !own.test(path))).toEqual([]);
  });

  it('lists every server action that Next can be asked for', () => {
    const built = references().filter(({ isCached }) => !isCached);
    expect(built.filter(({ name }) => !(name in actions))).toEqual([]);
    expect(built.length).toBeGreaterThan(0);
  });
});

describe('a stranger', () => {
  it.each(Object.entries(pages))('comes to %s as its table says: %s', async (pattern, access) => {
    for (const prefix of ['', '/zh']) {
      const { status, headers, written } = await knock(() => stranger.get(`${prefix}${example(pattern)}`));
      const isSentToSignIn = [303, 307].includes(status) && /\/sign-in/.test(headers.get('location') ?? '');
      expect(isSentToSignIn || (access === 'staff' && status === 404)).toBe(access !== 'everyone');
      expect(status).toBeLessThan(500);
      expect(written).toEqual([]);
    }
  });

  it.each(Object.entries(routes))('comes to %s as its table says: %s', async (route, access) => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const { status, headers, written } = await knock(() =>
      stranger.send(example(pattern), { method, headers: { origin: copy.origin } }),
    );
    expect(status).toBeLessThan(500);
    expect(written).toEqual([]);
    const isTurnedAway = [401, 403, 404, 405, 422].includes(status) || /\/sign-in/.test(headers.get('location') ?? '');
    expect(isTurnedAway || access === 'everyone').toBe(true);
  });
});

/** What careless and hostile programs send. */
const nasty: [about: string, init: RequestInit][] = [
  ['nothing at all', {}],
  ['broken JSON', { body: '{"image":', headers: { 'content-type': 'application/json' } }],
  ['JSON of another shape', { body: '[[[]]]', headers: { 'content-type': 'application/json' } }],
  [
    'JSON that reaches for prototypes',
    { body: '{"__proto__":{"a":1},"constructor":{}}', headers: { 'content-type': 'application/json' } },
  ],
  ['a kind of content nobody knows', { body: 'x', headers: { 'content-type': 'application/x-unknown' } }],
  ['a form without its boundary', { body: 'x', headers: { 'content-type': 'multipart/form-data' } }],
  [
    'a form cut short',
    {
      body: '--b\r\ncontent-disposition: form-data; name="a"',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    },
  ],
  [
    'bytes that are no text',
    { body: Buffer.from([0xff, 0xfe, 0, 0xc3, 0x28]), headers: { 'content-type': 'application/json' } },
  ],
  ['a body of three megabytes', { body: 'x'.repeat(3_000_000), headers: { 'content-type': 'application/json' } }],
];
const origins: [about: string, origin: Record<string, string>][] = [
  ['its own page', {}],
  ['another site', { origin: 'https://elsewhere.test' }],
  ['nowhere', { origin: 'null' }],
];

describe('bad input', () => {
  const changing = Object.keys(routes).filter((route) => /^(?:POST|PUT|PATCH|DELETE) /.test(route));
  const cases = changing.flatMap((route) => nasty.map(([about, init]) => [route, about, init] as const));

  it.each(cases)('is refused by %s in its own words and writes nothing: %s', async (route, _about, init) => {
    const [method = 'POST', pattern = '/'] = route.split(' ');
    for (const [from, origin] of origins) {
      const headers = { origin: copy.origin, ...(init.headers as Record<string, string>), ...origin };
      const { status, written } = await knock(() => stranger.send(example(pattern), { ...init, method, headers }));
      expect(status, from).toBeLessThan(500);
      expect(written, from).toEqual([]);
    }
  });

  it('as the arguments of an action or a cached function runs into no error of ours and writes nothing', async () => {
    const pagesWithThem = ['/', '/explore', '/people/nobody', '/images/0000000000/x', '/sign-in'];
    const lists = [
      '[]',
      '[null]',
      '["\\u0000"]',
      '[{"a":[1]},{"b":{}}]',
      '["nobody","extra",3]',
      `["${'x'.repeat(5_000)}"]`,
      '{',
      '"$F1"',
    ];
    const wrong: string[] = [];
    for (const { id, name } of references()) {
      for (const page of pagesWithThem) {
        for (const body of lists) {
          const headers = { 'next-action': id, origin: copy.origin, 'content-type': 'text/plain;charset=UTF-8' };
          const { status, written } = await knock(() => stranger.send(page, { method: 'POST', headers, body }));
          // What cannot be decoded is refused by Next before any code of ours.
          const isUndecodable = body === '{' || body.startsWith('"$');
          if ((status >= 500 && !isUndecodable) || written.length > 0)
            wrong.push(`${name} on ${page} with ${body.slice(0, 40)}: ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    '/api/nowhere',
    '/images/%F0%9F%98%80/%00',
    '/images/%2e%2e%2f%2e%2e/x',
    `/${'a/'.repeat(200)}`,
    '/explore?after=',
    '/explore?after=a&after=b',
    '/explore?%E0%A4%A',
    '/_next/static/../../../package.json',
    '/api/files/..%2f..%2fsecrets.json',
    '/api/viewer?image=%00',
  ])('in an address is answered without an error of ours: %s', async (path) => {
    const { status, body, written } = await knock(() => stranger.get(path));
    expect(status).toBeLessThan(500);
    expect(body).not.toContain('authSecret');
    expect(written).toEqual([]);
  });

  // Next decodes the address before any code of ours and answers 500 by itself where it cannot.
  it('in an address that cannot be decoded writes nothing', async () => {
    for (const path of ['/people/%ff', '/%c3%28', '/zh/images/%ff/x']) {
      const { status, written } = await knock(() => stranger.get(path));
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(written, path).toEqual([]);
    }
  });
});
