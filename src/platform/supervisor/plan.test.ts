import { expect, test } from 'vitest';
import { plan, type Variables } from './plan';
import { makeSecrets } from './secrets';

const secrets = makeSecrets();
const planFor = (variables: Variables) => plan(variables, secrets);
const twinsOf = (variables: Variables) => planFor(variables).twins.map((twin) => twin.name);
const production = { SITE_URL: 'https://gallery.example', SMTP_URL: 'smtps://u:p@mail.example:465' };

test('with nothing set, every service has its twin and everything listens on loopback', () => {
  const planned = planFor({});
  expect(planned.twins.map((twin) => twin.name)).toEqual(['redis', 'files', 'runner', 'mail']);
  expect(planned.postgres?.port).toBe(3030);
  expect(planned.ports.map(({ port }) => port).sort((a, b) => a - b)).toEqual([
    3000, 3025, 3026, 3027, 3028, 3029, 3030,
  ]);
  expect(new Set(planned.ports.map(({ host }) => host))).toEqual(new Set(['127.0.0.1']));
  expect(planned.address).toBe('http://localhost:3000');
  expect(planned.mailPage).toBe('http://localhost:3025');
  expect(planned.isProduction).toBe(false);
});

test('all ports follow PORT, so that copies run side by side', () => {
  const first = planFor({ PORT: '3000' }).ports.map(({ port }) => port);
  const second = planFor({ PORT: '3100' }).ports.map(({ port }) => port);
  expect(first.filter((port) => second.includes(port))).toEqual([]);
  expect(second).toEqual(first.map((port) => port + 100));
});

test.each([
  ['redis', { UPSTASH_REDIS_REST_URL: 'https://x.upstash.io', UPSTASH_REDIS_REST_TOKEN: 't' }],
  ['files', { UPLOADTHING_TOKEN: 'token' }],
  ['runner', { INNGEST_EVENT_KEY: 'k', INNGEST_SIGNING_KEY: 's' }],
  ['runner', { INNGEST_DEV: '1' }],
  ['mail', { SMTP_URL: 'smtp://mail.example' }],
] as const)(
  'the %s twin is off, and its variables are left alone, when the owner brings the service: %o',
  (name, variables) => {
    const planned = planFor(variables);
    expect(planned.twins.map((twin) => twin.name)).not.toContain(name);
    expect(planned.site).toMatchObject(variables);
  },
);

test('the owner’s own Postgres switches the bundled one off, and the job runner uses it too', () => {
  const DATABASE_URL = 'postgres://u:p@db.example/v';
  const planned = planFor({ DATABASE_URL });
  expect(planned.postgres).toBeUndefined();
  expect(planned.site.DATABASE_URL).toBe(DATABASE_URL);
  expect(planned.twins.find((twin) => twin.name === 'runner')?.variables.DATABASE_URL).toBe(DATABASE_URL);
});

test('an empty variable counts as not set', () => {
  expect(planFor({ SITE_URL: '', DATABASE_URL: '', SMTP_URL: '' })).toEqual(planFor({}));
});

test('each service’s twin and the site share its secret', () => {
  const planned = planFor({});
  const of = (name: string) => planned.twins.find((twin) => twin.name === name)?.variables ?? {};
  expect(of('redis').REDIS_TOKEN).toBe(planned.site.UPSTASH_REDIS_REST_TOKEN);
  expect(of('files').UPLOADTHING_TOKEN).toBe(planned.site.UPLOADTHING_TOKEN);
  expect(of('runner').INNGEST_SIGNING_KEY).toBe(planned.site.INNGEST_SIGNING_KEY);
  expect(of('runner').DATABASE_URL).toBe(planned.site.DATABASE_URL);
});

test('a twin gets its own variables only, none of the site’s', () => {
  for (const { variables } of planFor({ AUTH_SECRET: 'x'.repeat(40) }).twins) {
    expect(Object.keys(variables)).not.toContain('AUTH_SECRET');
  }
});

test('production demands a real mail server and shows no mail page', () => {
  expect(() => planFor({ SITE_URL: 'https://gallery.example' })).toThrow(/SMTP_URL: is missing/);
  const planned = planFor(production);
  expect(planned.isProduction).toBe(true);
  expect(planned.mailPage).toBeUndefined();
  expect(twinsOf(production)).not.toContain('mail');
});

test('production listens everywhere or where HOST says; its twins still on loopback only', () => {
  expect(planFor(production).host).toBe('0.0.0.0');
  const behindProxy = planFor({ ...production, HOST: '127.0.0.1' });
  expect(behindProxy.host).toBe('127.0.0.1');
  const others = planFor(production).ports.filter(({ port }) => port !== 3000);
  expect(others.map(({ host }) => host)).toEqual(others.map(() => '127.0.0.1'));
});

test('without SITE_URL no variable makes the demo listen beyond loopback', () => {
  expect(planFor({ HOST: '0.0.0.0' }).host).toBe('127.0.0.1');
});

test('production uploads are signed for the public address, so that browsers need no second port', () => {
  const files = planFor({ ...production, SITE_URL: 'https://gallery.example/' }).twins.find(
    (twin) => twin.name === 'files',
  );
  expect(files?.variables.FILES_INGEST_URLS).toBe('https://gallery.example/api/files/ingest');
});

test('production refuses the job server’s development mode, where nobody is asked for a signature', () => {
  expect(() => planFor({ ...production, INNGEST_DEV: '1' })).toThrow(/INNGEST_DEV/);
});

test('names every variable that is malformed or missing, in one go', () => {
  const wrong = {
    PORT: 'many',
    SITE_URL: 'gallery',
    AUTH_SECRET: 'short',
    UPSTASH_REDIS_REST_URL: 'https://x.upstash.io',
    LOG_LEVEL: 'loud',
  };
  const refused = () => planFor(wrong);
  for (const name of ['PORT', 'SITE_URL', 'AUTH_SECRET', 'UPSTASH_REDIS_REST_TOKEN', 'LOG_LEVEL', 'SMTP_URL']) {
    expect(refused).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
  }
});

test.each([
  { UPSTASH_REDIS_REST_TOKEN: 't' },
  { INNGEST_EVENT_KEY: 'k' },
  { INNGEST_BASE_URL: 'https://inngest.example' },
])('half of a service is refused, naming the other half: %o', (variables) => {
  expect(() => planFor(variables)).toThrow(/: is missing/);
});

test('a Redis engine nobody knows is refused', () => {
  expect(() => planFor({ LOCAL_REDIS_ENGINE: 'fast' })).toThrow(/LOCAL_REDIS_ENGINE/);
});
