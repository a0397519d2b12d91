import { join, resolve } from 'node:path';
import { parseEnv } from '@/platform/env';
import { Trouble } from '@/platform/trouble';
import type { WantedPort } from './ports';
import type { Secrets } from './secrets';

export type Variables = Record<string, string | undefined>;

/** A stand-in to run as a child process: `platform/twins/<name>/main.ts` with these variables. */
export type TwinPlan = {
  name: 'redis' | 'files' | 'mail' | 'runner';
  title: string;
  variables: Record<string, string>;
  needsDatabase: boolean;
};

export type Plan = {
  isProduction: boolean;
  port: number;
  /** The address the site listens on. */
  host: string;
  dataDir: string;
  /** Of the bundled Postgres; absent when the owner brings one. */
  postgres: { port: number; password: string } | undefined;
  twins: TwinPlan[];
  ports: WantedPort[];
  /** All that the site's process gets. */
  site: Record<string, string>;
  /** As visitors type it. */
  address: string;
  /** Offline default only. */
  mailPage: string | undefined;
};

/** How far from PORT each part listens. */
export const offsets = { mailPage: 25, smtp: 26, redis: 27, files: 28, runner: 29, postgres: 30 };

const loopback = '127.0.0.1';

/**
 * What to run and with which variables, from what the owner has set. A service whose variables are set is the owner's; for any
 * other a twin is planned and its variables are filled in. Touches nothing.
 * @throws Trouble with one line for each variable that is missing or malformed
 */
export function plan(given: Variables, secrets: Secrets): Plan {
  const owner = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const isProduction = owner.SITE_URL !== undefined;
  // A malformed PORT is named by `checked`; what is counted from it must not be named as well.
  const port = /^\d+$/.test(owner.PORT ?? '') && Number(owner.PORT) <= 65_500 ? Number(owner.PORT) : 3000;
  const dataDir = resolve(owner.DATA_DIR ?? '.data');
  const host = isProduction ? (owner.HOST ?? '0.0.0.0') : loopback;
  const parts = [
    database(owner, secrets, port),
    redis(owner, secrets, port, dataDir),
    files(owner, secrets, port, dataDir, host),
  ];
  parts.push(jobs(owner, secrets, port, host), mail(owner, secrets, port, dataDir));
  const filled = Object.assign({}, ...parts.map((part) => part.site)) as Record<string, string>;
  const site = checked(
    {
      MAIL_FROM: defaultSender(owner.SITE_URL),
      AUTH_SECRET: secrets.authSecret,
      ...owner,
      ...filled,
      PORT: owner.PORT ?? '3000',
      DATA_DIR: dataDir,
      NODE_ENV: 'production',
    },
    parts.flatMap((part) => part.missing),
  );
  const twins = parts.flatMap((part) => part.twin ?? []);
  return {
    isProduction,
    port,
    host,
    dataDir,
    postgres: owner.DATABASE_URL ? undefined : { port: port + offsets.postgres, password: secrets.postgresPassword },
    twins: twins.map((twin) =>
      twin.needsDatabase ? { ...twin, variables: { ...twin.variables, ...databaseVariables(site) } } : twin,
    ),
    ports: [{ port, host, for: 'the site' }, ...parts.flatMap((part) => part.ports)],
    site,
    address: isProduction ? new URL(owner.SITE_URL as string).origin : `http://localhost:${port}`,
    mailPage: !isProduction && !owner.SMTP_URL ? `http://localhost:${port + offsets.mailPage}` : undefined,
  };
}

/** One service: what the site is told, the twin if one is needed, and what the owner forgot. */
type Part = { site: Record<string, string>; twin?: TwinPlan; ports: WantedPort[]; missing: string[] };
type Owner = Record<string, string>;

function database(owner: Owner, secrets: Secrets, sitePort: number): Part {
  if (owner.DATABASE_URL) return { site: {}, ports: [], missing: [] };
  const port = sitePort + offsets.postgres;
  const url = `postgres://vitrine:${secrets.postgresPassword}@${loopback}:${port}/vitrine`;
  return { site: { DATABASE_URL: url }, ports: [{ port, host: loopback, for: 'Postgres' }], missing: [] };
}

function redis(owner: Owner, secrets: Secrets, sitePort: number, dataDir: string): Part {
  const names = ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'];
  if (names.some((name) => owner[name])) return { site: {}, ports: [], missing: missingOf(owner, names) };
  const port = sitePort + offsets.redis;
  const variables = {
    REDIS_PORT: String(port),
    REDIS_TOKEN: secrets.redisToken,
    REDIS_DATA_DIR: join(dataDir, 'redis'),
    LOCAL_REDIS_ENGINE: owner.LOCAL_REDIS_ENGINE ?? 'js',
  };
  return {
    site: { UPSTASH_REDIS_REST_URL: `http://${loopback}:${port}`, UPSTASH_REDIS_REST_TOKEN: secrets.redisToken },
    twin: { name: 'redis', title: 'Redis', variables, needsDatabase: false },
    ports: [{ port, host: loopback, for: 'Redis' }],
    missing: /^(auto|js|native)$/.test(variables.LOCAL_REDIS_ENGINE)
      ? []
      : ['LOCAL_REDIS_ENGINE: must be auto, js or native'],
  };
}

function files(owner: Owner, secrets: Secrets, sitePort: number, dataDir: string, host: string): Part {
  if (owner.UPLOADTHING_TOKEN) return { site: {}, ports: [], missing: [] };
  const port = sitePort + offsets.files;
  const token = { apiKey: secrets.uploadthingApiKey, appId: secrets.uploadthingAppId, regions: ['local'] };
  const UPLOADTHING_TOKEN = Buffer.from(JSON.stringify(token)).toString('base64');
  // A signature covers the whole address, so the twin must know each one that browsers may use.
  const origins = owner.SITE_URL
    ? [originOf(owner.SITE_URL)]
    : [`http://localhost:${sitePort}`, `http://${loopback}:${sitePort}`];
  const ingest = origins.map((origin) => `${origin}/api/files/ingest`).join(',');
  const variables = {
    FILES_PORT: String(port),
    FILES_DATA_DIR: join(dataDir, 'files'),
    UPLOADTHING_TOKEN,
    FILES_INGEST_URLS: ingest,
    FILES_APP_URL: `http://${reachOf(host)}:${sitePort}`,
  };
  return {
    // "localhost" by name: UploadThing's client speaks plain HTTP only to names with "local" in them.
    site: { UPLOADTHING_TOKEN, FILES_TWIN_URL: `http://localhost:${port}` },
    twin: { name: 'files', title: 'the file host', variables, needsDatabase: false },
    ports: [{ port, host: loopback, for: 'the file host' }],
    missing: [],
  };
}

/** Where a twin on this machine reaches a site that listens on `host`. */
function reachOf(host: string): string {
  return host === '0.0.0.0' ? loopback : host;
}

function jobs(owner: Owner, secrets: Secrets, sitePort: number, host: string): Part {
  const names = ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'];
  const keys = { INNGEST_EVENT_KEY: secrets.inngestEventKey, INNGEST_SIGNING_KEY: secrets.inngestSigningKey };
  // Inngest's own dev server asks for no keys; the site still wants to see some.
  if (owner.INNGEST_DEV) {
    // In that mode `/api/inngest` asks nobody for a signature.
    const missing = owner.SITE_URL ? ['INNGEST_DEV: is for development only, and SITE_URL is set'] : [];
    return { site: { ...keys, ...pick(owner, names) }, ports: [], missing };
  }
  if ([...names, 'INNGEST_BASE_URL'].some((name) => owner[name]))
    return { site: {}, ports: [], missing: missingOf(owner, names) };
  const port = sitePort + offsets.runner;
  const variables = {
    RUNNER_PORT: String(port),
    RUNNER_APP_URL: `http://${reachOf(host)}:${sitePort}/api/inngest`,
    ...keys,
  };
  return {
    site: { ...keys, INNGEST_BASE_URL: `http://${loopback}:${port}` },
    twin: { name: 'runner', title: 'the job runner', variables, needsDatabase: true },
    ports: [{ port, host: loopback, for: 'the job runner' }],
    missing: [],
  };
}

function mail(owner: Owner, secrets: Secrets, sitePort: number, dataDir: string): Part {
  if (owner.SMTP_URL) return { site: {}, ports: [], missing: [] };
  // A production site whose mails end on a page nobody reads would look alive and be mute.
  if (owner.SITE_URL)
    return { site: {}, ports: [], missing: ['SMTP_URL: is missing (SITE_URL is set, so this is production)'] };
  const smtp = sitePort + offsets.smtp;
  const page = sitePort + offsets.mailPage;
  const variables = {
    SMTP_PORT: String(smtp),
    MAIL_PAGE_PORT: String(page),
    MAIL_DATA_DIR: join(dataDir, 'mail'),
    MAIL_TOKEN: secrets.mailToken,
  };
  return {
    site: { SMTP_URL: `smtp://${loopback}:${smtp}` },
    twin: { name: 'mail', title: 'the mail page', variables, needsDatabase: false },
    ports: [
      { port: smtp, host: loopback, for: 'mail' },
      { port: page, host: loopback, for: 'the mail page' },
    ],
    missing: [],
  };
}

/** All problems at once: those of the site's own schema, and what only we know to be missing. */
function checked(site: Record<string, string>, missing: string[]): Record<string, string> {
  const named = new Set(missing.map((line) => line.split(':')[0]));
  let lines: string[] = [];
  try {
    parseEnv(site);
  } catch (error) {
    lines = (error as Error).message.split('\n').slice(1);
  }
  const all = [...missing, ...lines.filter((line) => !named.has(line.split(':')[0]))];
  if (all.length > 0) throw new Trouble(`The environment is not right.${all.map((line) => `\n  ${line}`).join('')}`);
  return site;
}

function missingOf(owner: Owner, names: string[]): string[] {
  return names.filter((name) => !owner[name]).map((name) => `${name}: is missing`);
}

function pick(owner: Owner, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (owner[name] ? [[name, owner[name]]] : [])));
}

/** What a twin needs to reach the database. */
function databaseVariables(site: Record<string, string>): Record<string, string> {
  return pick(site, ['DATABASE_URL', 'DATABASE_TRANSACTION_POOLER']);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function defaultSender(siteUrl: string | undefined): string {
  return `Vitrine <vitrine@${siteUrl && URL.canParse(siteUrl) ? new URL(siteUrl).hostname : 'localhost'}>`;
}
