import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody with an account there. The first e-mail is the primary one. */
export type Person = { id: number; name: string; emails: { email: string; verified: boolean }[] };

/** GitHub and Google in one, on loopback: what they ask of a site and answer, as their documentation says. */
export type IdentityProvider = {
  origin: string;
  /** The variables of a copy that uses it. */
  variables: Record<string, string>;
  /** Who sits in front of it from now on, and agrees to everything; null: says no to everything. */
  be: (person: Person | null) => void;
  stop: () => Promise<void>;
};

type Grant = { person: Person; query: URLSearchParams };
type Form = URLSearchParams;

const client = { id: 'vitrine-tests', secret: 'a secret between two' };
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An ID token, signed with RS256. Who gets it from the issuer itself need not check the signature (OpenID Connect Core, 3.1.3.7). */
function idToken(issuer: string, { person, query }: Grant): string {
  const [primary] = person.emails;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: client.id,
    sub: String(person.id),
    iat: now,
    exp: now + 300,
    nonce: query.get('nonce') ?? undefined,
    name: person.name,
    ...(primary && { email: primary.email, email_verified: primary.verified }),
  };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

async function formOf(request: IncomingMessage): Promise<Form> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
}

/** What it knows: who sits in front of it, and what it has given out. */
type Desk = { origin: string; present: Person | null; codes: Map<string, Grant>; tokens: Map<string, Person> };

/** The site sends a browser here; whoever sits in front of it goes back at once. */
function authorize({ present, codes }: Desk, query: URLSearchParams): string {
  const back = new URL(query.get('redirect_uri') ?? '');
  back.searchParams.set('state', query.get('state') ?? '');
  if (query.get('client_id') !== client.id || query.get('code_challenge_method') !== 'S256' || !present) {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const code = randomUUID();
  codes.set(code, { person: present, query });
  back.searchParams.set('code', code);
  return back.href;
}

/** How the site says that it is the one we know: form-encoded before base 64 (RFC 6749, 2.3.1). */
const encoded = (words: string) => encodeURIComponent(words).replaceAll('%20', '+');
const known = `Basic ${Buffer.from(`${encoded(client.id)}:${encoded(client.secret)}`).toString('base64')}`;

/** A code buys a token once, for the site it was given to, by whoever began. */
function redeem({ origin, codes, tokens }: Desk, form: Form, authorization: string | undefined) {
  const code = form.get('code') ?? '';
  const grant = codes.get(code);
  codes.delete(code);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isRight =
    authorization === known &&
    grant?.query.get('code_challenge') === challenge &&
    grant.query.get('redirect_uri') === form.get('redirect_uri');
  if (!grant || !isRight) return { status: 400, body: { error: 'invalid_grant' } };
  const token = randomUUID();
  tokens.set(token, grant.person);
  const isOidc = grant.query.get('scope')?.includes('openid');
  const body = { access_token: token, token_type: 'bearer', ...(isOidc && { id_token: idToken(origin, grant) }) };
  return { status: 200, body };
}

/** What it tells of itself to anybody, and of a person to who has a token. */
function toldOf({ origin, tokens }: Desk, path: string, authorization: string | undefined): unknown {
  const person = tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
  if (path === '/api/v3/user') return person && { id: person.id, login: person.name, name: person.name, email: null };
  if (path === '/api/v3/user/emails')
    return person?.emails.map((address, index) => ({ ...address, primary: index === 0, visibility: null }));
  if (path !== '/.well-known/openid-configuration') return undefined;
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    userinfo_endpoint: `${origin}/userinfo`,
    code_challenge_methods_supported: ['S256'],
  };
}

async function answer(desk: Desk, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', desk.origin);
  if (/^\/(?:login\/oauth\/)?authorize$/.test(pathname)) {
    response.writeHead(302, { location: authorize(desk, searchParams) }).end();
    return;
  }
  const { authorization } = request.headers;
  const isToken = /^\/(?:login\/oauth\/access_)?token$/.test(pathname) && request.method === 'POST';
  const told = isToken
    ? redeem(desk, await formOf(request), authorization)
    : { status: 200, body: toldOf(desk, pathname, authorization) };
  const status = told.body === undefined ? 401 : told.status;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told.body ?? {}));
}

/** Brings it up on a free port. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const desk: Desk = { origin: '', present: null, codes: new Map(), tokens: new Map() };
  const server = createServer((request, response) => {
    answer(desk, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  desk.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: desk.origin,
    variables: {
      AUTH_GITHUB_ID: client.id,
      AUTH_GITHUB_SECRET: client.secret,
      AUTH_GITHUB_URL: desk.origin,
      AUTH_GOOGLE_ID: client.id,
      AUTH_GOOGLE_SECRET: client.secret,
      AUTH_GOOGLE_ISSUER: desk.origin,
    },
    be: (person) => {
      desk.present = person;
    },
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
