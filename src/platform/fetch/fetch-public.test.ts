import { subscribe } from 'node:diagnostics_channel';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createListener } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { limits } from '@/platform/pictures/derivatives';
import { fetchPublic } from './fetch-public';
import { forbiddenPlaces, forbiddenSpellings } from './spellings';

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const notThere = expect.objectContaining({ code: expect.stringMatching(/^fetch\.(?:address|forbidden)$/) });

/** An address of the public Internet, which no test may really dial. */
const elsewhere = '93.184.215.14';
const name = 'pictures.test';

const servers: (Server | ReturnType<typeof createListener>)[] = [];
async function portOf<Kind extends Server | ReturnType<typeof createListener>>(server: Kind): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Counts who comes to a door of this machine that nobody may be sent to. */
let knocks = 0;
const canary = await portOf(createListener((socket) => socket.destroy(void knocks++)));

/** What the test host answers; each test says. */
let answer: RequestListener;
const port = await portOf(createServer((asked, answering) => answer(asked, answering)));

/** The names that were asked for, and what each question is answered: the first answers in turn, the last one from then on. */
let asked: string[] = [];
let answers: (string[] | Promise<string[]>)[] = [];
const resolve = async (wanted: string) => {
  asked.push(wanted);
  return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
};
const world = { testHost: { name, port }, resolve };

/** How many connections anything here has begun, to whatever address. */
let begun = 0;
subscribe('net.client.socket', () => begun++);

beforeEach(() => {
  asked = [];
  answers = [['127.0.0.1']];
  begun = 0;
});
afterEach(() => expect(knocks).toBe(0));
afterAll(() => {
  for (const server of servers) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

describe('an address that is no public place', () => {
  test('is on a long list', () => {
    expect(new Set(forbiddenSpellings).size).toBeGreaterThan(140);
    expect(new Set(forbiddenPlaces).size).toBeGreaterThan(60);
  });

  test.each(forbiddenSpellings)('is refused before anybody is asked or called: %s', async (spelling) => {
    answers = [[elsewhere]];
    await expect(fetchPublic(spelling, world)).rejects.toEqual(notThere);
    expect(asked).toEqual([]);
    expect(begun).toBe(0);
  });

  test.each(['127.0.0.1', '127.1', '0x7f000001', '2130706433', '[::ffff:7f00:1]', 'localhost'])(
    'is refused at the port of a service that listens: %s',
    async (host) => {
      await expect(fetchPublic(`http://${host}:${canary}/`, world)).rejects.toEqual(notThere);
    },
  );

  test.each(forbiddenPlaces)('is refused as what a name means, also beside a public one: %s', async (place) => {
    for (const places of [[place], [elsewhere, place], [place, elsewhere]]) {
      answers = [places];
      await expect(fetchPublic('https://example.org/a.png', world)).rejects.toEqual(refused('fetch.forbidden'));
    }
    expect(begun).toBe(0);
  });

  // A header carries ASCII only, and without "//" it is read beside the address it came from.
  const targets = forbiddenSpellings.filter((spelling) => /^[a-z]+:\/\/[\x21-\x7e]*$/i.test(spelling));
  test.each(targets)('is refused as where a redirect leads: %s', async (location) => {
    answer = (_, answering) => answering.writeHead(302, { location }).end();
    await expect(fetchPublic(`http://${name}/`, world)).rejects.toEqual(notThere);
    expect(asked).toHaveLength(1);
    expect(begun).toBe(1);
  });

  test.each([0, 1, 2, 3, 4])('is refused after %i honest redirects', async (honest) => {
    let hops = 0;
    answer = (_, answering) =>
      answering.writeHead(307, { location: hops++ < honest ? `/${hops}` : `http://127.0.0.1:${canary}/` }).end();
    await expect(fetchPublic(`http://${name}/`, world)).rejects.toEqual(refused('fetch.forbidden'));
    expect(begun).toBe(honest + 1);
  });

  test('is not even an address for a name that means nothing', async () => {
    answers = [[]];
    await expect(fetchPublic('https://example.org/', world)).rejects.toEqual(refused('fetch.forbidden'));
  });

  test('is noticed by the listener when somebody does come', async () => {
    await new Promise((resolve) => connect(canary, '127.0.0.1').on('close', resolve));
    expect(knocks).toBe(1);
    knocks = 0;
  });
});

describe('a name whose answer changes', () => {
  test('is dialled where it was when it was looked at', async () => {
    answer = (_, answering) => answering.end('picture');
    answers = [['127.0.0.1'], ['127.0.0.2']];
    expect(String(await fetchPublic(`http://${name}/`, world))).toBe('picture');
    expect(asked).toHaveLength(1);
  });

  test('is looked at anew when a redirect leads to it again', async () => {
    answer = (_, answering) => answering.writeHead(302, { location: '/again' }).end();
    answers = [['127.0.0.1'], ['127.0.0.2']];
    await expect(fetchPublic(`http://${name}/`, world)).rejects.toEqual(refused('fetch.forbidden'));
    expect(begun).toBe(1);
  });
});

describe('what a public address answers', () => {
  const read = (milliseconds = 10_000) => fetchPublic(`http://${name}/a.png?b#c`, { ...world, milliseconds });
  const most = Buffer.alloc(limits.bytes, 7);

  test('is asked for without cookies, credentials or a way back, under our own name, and past every proxy', async () => {
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${canary}`).stubEnv('http_proxy', `http://127.0.0.1:${canary}`);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    let heard: unknown;
    answer = ({ url, headers }, answering) => {
      heard = { url, ...headers };
      answering.end();
    };
    expect(await read()).toHaveLength(0);
    vi.unstubAllEnvs();
    expect(heard).toEqual({
      url: '/a.png?b',
      host: name,
      'user-agent': expect.stringMatching(/^Vitrine \(\+http/),
      accept: 'image/*',
      'accept-encoding': 'identity',
      connection: 'close',
    });
  });

  test('is read whole up to 16 MB, and after five redirects', async () => {
    let hops = 0;
    answer = (_, answering) =>
      hops++ < 5 ? answering.writeHead(301, { location: `${hops}` }).end() : answering.end(most);
    expect(most.equals(await read())).toBe(true);
  });

  test('is refused after a sixth redirect', async () => {
    answer = (_, answering) => answering.writeHead(301, { location: '/' }).end();
    await expect(read()).rejects.toEqual(refused('fetch.unreachable'));
    expect(begun).toBe(6);
  });

  test.each([201, 204, 206, 304, 300, 302, 401, 404, 500, 503])('is refused with status %i', async (status) => {
    answer = (_, answering) => answering.writeHead(status).end();
    await expect(read()).rejects.toEqual(refused('fetch.status'));
  });

  test.each([
    ['said', { 'content-length': String(limits.bytes + 1) }],
    ['not said', {}],
  ])('is refused at 16 MB and a byte, %s beforehand', async (_, headers) => {
    answer = (__, answering) => {
      answering.writeHead(200, headers);
      if (!('content-length' in headers)) answering.write(most);
      answering.write('7');
    };
    await expect(read()).rejects.toEqual(refused('fetch.too-large'));
  });

  test('is refused when it never ends', async () => {
    let sent = 0;
    answer = (_, answering) => {
      const more = () => {
        while (!answering.destroyed && answering.write(most.subarray(0, 65_536))) sent += 65_536;
      };
      answering.on('drain', more);
      more();
    };
    await expect(read()).rejects.toEqual(refused('fetch.too-large'));
    expect(sent).toBeLessThan(4 * limits.bytes);
  });

  test('is counted as it unfolds: 64 MB in 64 kB are too much, a compressed picture is read', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    answer = (_, answering) => answering.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    await expect(read()).rejects.toEqual(refused('fetch.too-large'));
    answer = (_, answering) => answering.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('picture'));
    expect(String(await read())).toBe('picture');
  });

  test.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['gives a byte a moment', (_, answering) => void setInterval(() => answering.write('7'), 50).unref()],
    [
      'redirects slowly',
      (_, answering) => void setTimeout(() => answering.writeHead(302, { location: '/' }).end(), 150),
    ],
  ])('is given up in time when the other side %s', async (_, listener) => {
    answer = listener;
    const start = performance.now();
    await expect(read(400)).rejects.toEqual(refused('fetch.slow'));
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('is given up in time when the name is never resolved', async () => {
    answers = [new Promise(() => {})];
    await expect(read(100)).rejects.toEqual(refused('fetch.slow'));
  });

  test.each<[string, RequestListener]>([
    [
      'breaks off',
      (_, answering) => answering.writeHead(200, { 'content-length': '9' }).write('7', () => answering.destroy()),
    ],
    ['hangs up', (asked) => asked.socket.destroy()],
    ['is no HTTP', (asked) => asked.socket.end('220 mail.example.org ESMTP\r\n')],
    ['has endless headers', (asked) => asked.socket.end(`HTTP/1.1 200 OK\r\na: ${'7'.repeat(100_000)}\r\n\r\n`)],
    [
      'is no gzip though it says so',
      (_, answering) => answering.writeHead(200, { 'content-encoding': 'gzip' }).end('7'),
    ],
  ])('counts as unreachable when it %s', async (_, listener) => {
    answer = listener;
    await expect(read()).rejects.toEqual(refused('fetch.unreachable'));
  });

  test('counts as unreachable when nobody listens, and when there is no such name', async () => {
    const closed = { ...world, testHost: { name, port: 1 } };
    await expect(fetchPublic(`http://${name}/`, closed)).rejects.toEqual(refused('fetch.unreachable'));
    await expect(fetchPublic(`https://${name}/`, world)).rejects.toEqual(refused('fetch.unreachable'));
    await expect(fetchPublic('http://nobody.invalid/')).rejects.toEqual(refused('fetch.unreachable'));
  });
});
