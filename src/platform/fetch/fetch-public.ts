import 'server-only';
import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { PassThrough, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Refusal, refuse } from '@/kernel/refusal';
import { env, siteOrigin } from '@/platform/env';
import { limits } from '@/platform/pictures/derivatives';
import { isPublicAddress, isPublicName } from './public-address';

const addressMax = 2_048;
const redirectsMax = 5;

/** How the world is reached; tests give their own. */
type World = {
  /** All addresses of a name. Asked once for each hop: what it says then is what is dialled. */
  resolve: (name: string) => Promise<string[]>;
  /** One name that means 127.0.0.1 and this port, for tests alone. */
  testHost?: { name: string; port: number };
  /** For everything together: names, connections, redirects, body. */
  milliseconds: number;
};

function theWorld(): World {
  const [name, port] = env.FETCH_TEST_HOST?.split(':') ?? [];
  const testHost = name && port ? { name, port: Number(port) } : undefined;
  const resolve = async (asked: string) =>
    asked === testHost?.name ? ['127.0.0.1'] : (await lookup(asked, { all: true })).map(({ address }) => address);
  return { resolve, testHost, milliseconds: 10_000 };
}

/**
 * Reads what a public address holds, for a stranger who typed it: over http or https at their usual ports, without cookies or credentials, past no
 * proxy, within 10 s and 16 MB (decoded). Each hop's name is resolved once, every answer is looked at, and exactly those addresses are dialled.
 * Nothing the other side says about the bytes is passed on: they are to be looked at.
 * @throws Refusal `fetch.address` (no such address, or one with credentials), `fetch.forbidden` (not a place of the public Internet),
 * `fetch.unreachable` (also after more than 5 redirects), `fetch.status` (not 200), `fetch.too-large`, `fetch.slow`
 */
export async function fetchPublic(typed: string, given: Partial<World> = {}): Promise<Buffer> {
  const world = { ...theWorld(), ...given };
  const late = AbortSignal.timeout(world.milliseconds);
  try {
    return await follow(addressOf(typed), world, late);
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown;
    if (late.aborted) refuse('invalid', 'fetch.slow', 'The address took too long to answer.');
    // Whatever goes wrong on a wire has a code; anything else is a bug of ours.
    if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
    return unreachable();
  }
}

const unreachable = () => refuse('invalid', 'fetch.unreachable', 'Nothing can be reached at this address.');
const forbidden = () => refuse('invalid', 'fetch.forbidden', 'This address is not a public place.');

async function follow(first: URL, world: World, late: AbortSignal): Promise<Buffer> {
  let url = first;
  for (let hops = 0; hops <= redirectsMax; hops++) {
    const response = await dial(url, await placesOf(url, world, late), world, late);
    try {
      const { statusCode = 0, headers } = response;
      const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;
      if (!isRedirect) return await bodyOf(response);
      url = addressOf(headers.location ?? '', url);
    } finally {
      response.destroy();
    }
  }
  return unreachable();
}

/** `URL` reads an address as browsers do, so that 0x7f.1, 2130706433 and ①②⑦.1 come out as what they are. */
function addressOf(typed: string, base?: URL): URL {
  const no = () => refuse('invalid', 'fetch.address', 'This is not the address of a page or picture.');
  if (typed.length > addressMax || !URL.canParse(typed, base)) return no();
  const url = new URL(typed, base);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return no();
  // Other ports belong to services that were never meant to hear from strangers.
  return url.port ? forbidden() : url;
}

/** The addresses that stand for the host of `url`, every one of them public. */
async function placesOf(url: URL, { resolve, testHost }: World, late: AbortSignal): Promise<string[]> {
  const host = bareHost(url);
  if (isIP(host)) return isPublicAddress(host) ? [host] : forbidden();
  const isTestHost = host === testHost?.name;
  if (!isTestHost && !isPublicName(host)) return forbidden();
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(late.reason), { once: true });
  });
  const places = await Promise.race([resolve(host), tooLate]);
  const isAllowed = (place: string) => isPublicAddress(place) || (isTestHost && place === '127.0.0.1');
  return places.length > 0 && places.every(isAllowed) ? places : forbidden();
}

/** IPv6 addresses stand in brackets in a URL. */
const bareHost = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');

/** Hands the connection the places that were looked at, instead of asking anybody again. */
function only(places: string[]): LookupFunction {
  const all = places.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all: wantsAll }, answer) => {
    if (wantsAll) answer(null, all);
    else answer(null, all[0]?.address ?? '', all[0]?.family);
  };
}

function dial(url: URL, places: string[], { testHost }: World, late: AbortSignal): Promise<IncomingMessage> {
  const host = bareHost(url);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request({
      host,
      ...(host === testHost?.name && { port: testHost.port }),
      // Empty for an address by number: those have no name to be asked for.
      servername: isIP(host) ? '' : host,
      path: url.pathname + url.search,
      lookup: only(places),
      // A connection of its own, kept for nobody; and no proxy that the environment may name.
      agent: false,
      signal: late,
      headers: {
        host: url.host,
        'user-agent': `Vitrine (+${siteOrigin()})`,
        accept: 'image/*',
        'accept-encoding': 'identity',
      },
    })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}

/** Some compress although they were asked not to. */
function decoderFor(encoding = 'identity') {
  if (/^(?:x-)?gzip$/i.test(encoding)) return createGunzip();
  if (/^deflate$/i.test(encoding)) return createInflate();
  return /^br$/i.test(encoding) ? createBrotliDecompress() : new PassThrough();
}

/** The body, decoded: a small one may unfold to anything, so that only what comes out counts. */
async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => refuse('invalid', 'fetch.too-large', 'A picture may have 16 MB at most.');
  if (response.statusCode !== 200) refuse('invalid', 'fetch.status', 'The address did not answer with a picture.');
  if (Number(response.headers['content-length']) > limits.bytes) return tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // What breaks the answer breaks the decoder too, and so is thrown here.
  const decoded = pipeline(response, decoderFor(response.headers['content-encoding']), () => {});
  for await (const chunk of decoded as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.bytes) return tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
