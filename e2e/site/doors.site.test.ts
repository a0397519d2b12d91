import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Access, actions, pages, routes } from '@/testing/access';
import { addressOf } from '@/testing/guards/access';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { aCaller, callAction, callers, example, knock, references, served } from '../support/doors';
import { enter } from '../support/inside';
import { aPictureFile } from '../support/picture-file';
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
  const { closeDatabase } = await import('@/platform/db/client');
  await closeDatabase();
  await counter.end();
  await copy.stop();
  remove();
});

describe('the access table', () => {
  it('lists every page and route that Next built', () => {
    const built = Object.keys(served(copy, 'app-paths-manifest.json'));
    const known = new Set([...Object.keys(pages), ...Object.keys(routes).map((route) => route.split(' ')[1])]);
    // Next's own panels, and files drawn from a module (robots, icons), which take nothing and tell everybody the same.
    const own = /^\/_|^\/(?:robots\.txt|sitemap\S*|manifest\.webmanifest|icon\S*|favicon\.ico)$/;
    const addresses = built
      .map((path) => addressOf(`src/app${path}`) || '/')
      .map((path) => path.replace(/\/(?:page|route)$/, ''));
    expect(addresses.filter((path) => !known.has(path) && !own.test(path))).toEqual([]);
  });

  it('lists every server action that Next can be asked for', () => {
    const built = references(copy).filter(({ isCached }) => !isCached);
    expect(built.filter(({ name }) => !(name in actions))).toEqual([]);
    expect(built.length).toBeGreaterThan(0);
  });
});

const isSentToSignIn = ({ status, headers }: Answer) =>
  [303, 307].includes(status) && /\/sign-in/.test(headers.get('location') ?? '');

describe.each(callers)('$who', (caller) => {
  const passes = (access?: Access) =>
    access === 'everyone' ||
    (access === 'member' && caller.is !== 'visitor') ||
    (access === 'staff' && caller.is === 'staff');
  let guest: Visitor;

  // A session for each knock: signing out is one of the doors.
  beforeEach(async () => {
    guest = await aCaller(copy, caller);
  });

  it.each(Object.entries(pages))('comes to %s as its table says: %s', async (pattern, access) => {
    for (const prefix of ['', '/zh']) {
      const answer = await knock(counter, () => guest.get(`${prefix}${example(pattern)}`));
      expect(answer.status).toBeLessThan(500);
      expect(answer.written).toEqual([]);
      // Members are not even told that there is a place for staff.
      const isHidden = access === 'staff' && caller.is === 'member';
      expect(isHidden ? answer.status === 404 : isSentToSignIn(answer) !== passes(access)).toBe(true);
    }
  });

  it.each(Object.entries(routes))('comes to %s as its table says: %s', async (route, access) => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const headers = { origin: copy.origin };
    const answer = await knock(counter, () => guest.send(example(pattern), { method, headers }));
    expect(answer.status).toBeLessThan(500);
    expect(answer.written).toEqual([]);
    const isAskedIn = answer.status === 401 || isSentToSignIn(answer);
    const isTurnedAway = isAskedIn || [403, 404, 405, 422].includes(answer.status);
    expect(passes(access) ? !isAskedIn : isTurnedAway).toBe(true);
  });

  it('is let through by the actions that the table opens, and turned away by all others, which write nothing', async () => {
    const wrong: string[] = [];
    for (const reference of references(copy).filter(({ isCached, page }) => !isCached && page)) {
      guest = await aCaller(copy, caller);
      const { status, headers, body, written } = await knock(counter, () => callAction(guest, copy, reference));
      const isAnswered = status < 500 && !headers.has('x-nextjs-action-not-found');
      const isOpen = passes(actions[reference.name]);
      const isTurnedAway = body.includes('"accounts.sign-in-first"');
      if (!isAnswered || isTurnedAway === isOpen || (isTurnedAway && written.length > 0))
        wrong.push(`${reference.name} on ${reference.page}: ${status} ${body.slice(0, 300)} ${written.join('; ')}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a muted member', () => {
  it('publishes nothing by the form that needs no script, and leaves nothing behind', async () => {
    const muted = await aCaller(copy, { who: 'a muted member', is: 'member', standing: { mutedAt: new Date() } });
    const { buffer, name, mimeType } = await aPictureFile();
    const body = new FormData();
    body.set('title', 'Not for show');
    body.set('audience', 'public');
    body.set('file', new File([new Uint8Array(buffer)], name, { type: mimeType }));
    const init = { method: 'POST', body, headers: { origin: copy.origin } };
    const { status, headers, written } = await knock(counter, () => muted.send('/api/share', init));
    expect([status, headers.get('location')]).toEqual([303, expect.stringContaining('refused=accounts.muted')]);
    expect(written).toEqual([]);
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
      const { status, written } = await knock(counter, () =>
        stranger.send(example(pattern), { ...init, method, headers }),
      );
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
    for (const { id, name } of references(copy)) {
      for (const page of pagesWithThem) {
        for (const body of lists) {
          const headers = { 'next-action': id, origin: copy.origin, 'content-type': 'text/plain;charset=UTF-8' };
          const { status, written } = await knock(counter, () =>
            stranger.send(page, { method: 'POST', headers, body }),
          );
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
    const { status, body, written } = await knock(counter, () => stranger.get(path));
    expect(status).toBeLessThan(500);
    expect(body).not.toContain('authSecret');
    expect(written).toEqual([]);
  });

  // Next decodes the address before any code of ours and answers 500 by itself where it cannot.
  it('in an address that cannot be decoded writes nothing', async () => {
    for (const path of ['/people/%ff', '/%c3%28', '/zh/images/%ff/x']) {
      const { status, written } = await knock(counter, () => stranger.get(path));
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(written, path).toEqual([]);
    }
  });
});
