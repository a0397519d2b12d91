import { z } from 'zod';

/** "1", "true", "yes", "on" and their opposites; an empty string counts as not given. */
const flag = z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off', ''] });
/** Browsers and `fetch` speak to none of these (the "bad ports" of the Fetch standard, above 1,024). */
const refusedPorts = [
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
];

/** The site's port; on one machine its services listen 25 to 30 above it. */
const port = z.coerce
  .number()
  .int()
  .min(1)
  .max(65_500)
  .refine(
    (given) => !refusedPorts.some((bad) => bad === given || (bad >= given + 25 && bad <= given + 30)),
    'is a port that browsers refuse, or has one 25 to 30 above it',
  );

/** Keys and people's names travel to this address: in the clear only on this machine. */
const safeUrl = z
  .url()
  .refine(
    (url) => /^(?:https:|http:\/\/(?:localhost|127\.0\.0\.1)[:/])/.test(new URL(url).href),
    'must begin with https://',
  )
  .transform((url) => url.replace(/\/$/, ''));

/**
 * Every variable the site reads. The supervisor fills those of each service it stands in for, so that the site itself never knows
 * whether it talks to a cloud service or to its twin. `.env.example` documents each one for owners.
 */
const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** The public address, scheme and host only. Set: production. Unset: offline default, loopback only. */
  SITE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  PORT: port.default(3000),
  DATA_DIR: z.string().min(1).default('.data'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** How many proxies in front of the site append to X-Forwarded-For; 0: the socket's address counts. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(500).default(10),
  /** Behind PgBouncer, Supavisor or the like in transaction mode: no start-up parameters, which they refuse. */
  DATABASE_TRANSACTION_POOLER: flag.default(false),
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  /** How long a page waits for Redis before it goes on without it, in milliseconds. */
  REDIS_TIMEOUT_MS: z.coerce.number().int().min(50).max(5_000).default(400),
  UPLOADTHING_TOKEN: z.string().min(1),
  /** Where the site's own server reaches the file host's twin; unset: UploadThing's cloud. */
  FILES_TWIN_URL: z.url().optional(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  INNGEST_BASE_URL: z.url().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3).default('Vitrine <vitrine@localhost>'),
  /** Signs sessions' and other tokens; other keys are derived from it. */
  AUTH_SECRET: z.string().min(32),
  /** Set in pairs: the accounts elsewhere that members may sign in with. */
  AUTH_GITHUB_ID: z.string().min(1).optional(),
  AUTH_GITHUB_SECRET: z.string().min(1).optional(),
  AUTH_GITHUB_URL: safeUrl.default('https://github.com'),
  AUTH_GOOGLE_ID: z.string().min(1).optional(),
  AUTH_GOOGLE_SECRET: z.string().min(1).optional(),
  AUTH_GOOGLE_ISSUER: safeUrl.default('https://accounts.google.com'),
  /** `name:port`, for tests alone: the one name that stands for this machine when a member shares from an address. */
  FETCH_TEST_HOST: z
    .string()
    .regex(/^[a-z0-9.-]+:\d{1,5}$/, 'must be name:port')
    .optional(),
});

const pairs = [
  ['AUTH_GITHUB_ID', 'AUTH_GITHUB_SECRET'],
  ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET'],
] as const;

const schema = variables.superRefine((given, context) => {
  if (given.SITE_URL && given.FETCH_TEST_HOST)
    context.addIssue({ code: 'custom', path: ['FETCH_TEST_HOST'], message: 'is for tests only, and SITE_URL is set' });
  for (const [one, other] of pairs)
    for (const [set, missing] of [[one, other] as const, [other, one] as const])
      if (given[set] && !given[missing]) context.addIssue({ code: 'custom', path: [missing], message: 'is missing' });
});

export type Env = z.output<typeof schema>;

/** Reads the variables given. @throws Error with one line per variable that is missing or malformed, each named. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable (`SITE_URL=`) means "not set": that is how hosts and .env files write it.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    (issue) => `${issue.path.join('.')}: ${given[String(issue.path[0])] === undefined ? 'is missing' : issue.message}`,
  );
  throw new Error(`The environment is not right.\n${lines.join('\n')}`);
}

let parsed: Env | undefined;

/** The environment of this process, parsed on first use (never at import, so that building needs none). */
export const env = new Proxy({} as Env, {
  get: (_, name) => {
    parsed ??= parseEnv(process.env);
    return parsed[name as keyof Env];
  },
});

/** Where accounts that may sign members in are kept, what they know this site by, and where they are; only those whose keys are set. */
export function signInHosts() {
  const { AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GITHUB_URL } = env;
  const { AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET, AUTH_GOOGLE_ISSUER } = env;
  const host = (clientId: string | undefined, clientSecret: string | undefined, url: string) =>
    clientId && clientSecret ? { clientId, clientSecret, url } : undefined;
  return {
    github: host(AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GITHUB_URL),
    google: host(AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET, AUTH_GOOGLE_ISSUER),
  };
}

/** The names of {@link signInHosts} whose keys are set. */
export function offeredSignIns() {
  const hosts = signInHosts();
  return (['github', 'google'] as const).filter((name) => hosts[name]);
}

/** The origins of {@link signInHosts} whose keys are set. */
export function signInOrigins(): string[] {
  return Object.values(signInHosts()).flatMap((host) => (host ? [new URL(host.url).origin] : []));
}

/** The address of the site as visitors type it, without a slash at the end. */
export function siteOrigin(): string {
  return env.SITE_URL ?? `http://localhost:${env.PORT}`;
}

/** True in production (`SITE_URL` set): no demo log-ins, no mail page, no sandbox. */
export function isProduction(): boolean {
  return env.SITE_URL !== undefined;
}
