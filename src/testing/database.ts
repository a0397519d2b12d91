import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';

/**
 * Before each test file: a database of its own, cloned from the migrated template, in DATABASE_URL; and the other variables
 * the site reads, pointing nowhere (port 9 refuses at once). Tests that need a service start its twin and set its variables.
 */
const name = `test_${randomBytes(6).toString('hex')}`;
const adminUrl = inject('adminUrl');

async function asAdministrator(statement: string) {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}

await asAdministrator(`create database ${name} template vitrine owner vitrine strategy file_copy`);
const url = new URL(adminUrl);
url.username = 'vitrine';
url.pathname = `/${name}`;

Object.assign(process.env, {
  DATABASE_URL: url.href,
  DATABASE_POOL_MAX: '20',
  UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:9',
  UPSTASH_REDIS_REST_TOKEN: 'test',
  UPLOADTHING_TOKEN: Buffer.from(JSON.stringify({ apiKey: 'sk_test', appId: 'test', regions: ['local'] })).toString(
    'base64',
  ),
  FILES_TWIN_URL: 'http://127.0.0.1:9',
  INNGEST_EVENT_KEY: 'test',
  INNGEST_SIGNING_KEY: 'signkey-test-00',
  INNGEST_BASE_URL: 'http://127.0.0.1:9',
  SMTP_URL: 'smtp://127.0.0.1:9',
  AUTH_SECRET: 'a secret of the tests, long enough to be one',
  LOG_LEVEL: 'error',
});

afterAll(async () => {
  const { closeDatabase } = await import('@/platform/db/client');
  await closeDatabase();
  await asAdministrator(`drop database ${name} with (force)`);
});
