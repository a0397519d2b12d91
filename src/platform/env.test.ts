import { describe, expect, test } from 'vitest';
import { parseEnv } from './env';

const whole = {
  DATABASE_URL: 'postgres://localhost/vitrine',
  UPSTASH_REDIS_REST_URL: 'http://localhost:3027',
  UPSTASH_REDIS_REST_TOKEN: 't',
  UPLOADTHING_TOKEN: 't',
  INNGEST_EVENT_KEY: 'k',
  INNGEST_SIGNING_KEY: 'k',
  SMTP_URL: 'smtp://localhost:3026',
  AUTH_SECRET: 'x'.repeat(32),
};

const problemsOf = (source: Record<string, string | undefined>) => {
  try {
    parseEnv(source);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the environment', () => {
  test('is right with the services alone, and then offline', () => {
    expect(parseEnv(whole)).toMatchObject({ PORT: 3000, TRUSTED_PROXIES: 0 });
    expect(parseEnv(whole).SITE_URL).toBeUndefined();
  });

  test.each(Object.keys(whole))('names %s when it is missing or empty', (name) => {
    expect(problemsOf({ ...whole, [name]: undefined })).toMatch(new RegExp(`^${name}: is missing$`, 'm'));
    expect(problemsOf({ ...whole, [name]: '' })).toMatch(new RegExp(`^${name}: is missing$`, 'm'));
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '6000'],
    ['PORT', '5035'],
    ['SITE_URL', 'gallery.example'],
    ['SITE_URL', 'ftp://gallery.example'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_POOL_MAX', '0'],
    ['DATABASE_TRANSACTION_POOLER', 'perhaps'],
    ['SMTP_URL', 'http://localhost'],
    ['AUTH_SECRET', 'short'],
    ['TRUSTED_PROXIES', '-1'],
    ['AUTH_GITHUB_URL', 'http://github.example'],
    ['AUTH_GOOGLE_ISSUER', 'http://localhost.example'],
    ['LOG_LEVEL', 'loud'],
    ['FETCH_TEST_HOST', 'pictures.test'],
  ])('names %s when it is malformed (%s), and says nothing of the rest', (name, value) => {
    const problems = problemsOf({ ...whole, [name]: value })
      .split('\n')
      .slice(1);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: (?!is missing)`))]);
  });

  test('names every problem at once', () => {
    expect(problemsOf({ PORT: 'x' }).match(/^[A-Z_]+: /gm)).toHaveLength(Object.keys(whole).length + 1);
  });

  test.each([
    ['AUTH_GITHUB_ID', 'AUTH_GITHUB_SECRET'],
    ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET'],
  ])('wants %s and %s together', (id, secret) => {
    expect(problemsOf({ ...whole, [id]: 'x' })).toMatch(new RegExp(`^${secret}: is missing$`, 'm'));
    expect(problemsOf({ ...whole, [secret]: 'x', [id]: '' })).toMatch(new RegExp(`^${id}: is missing$`, 'm'));
    expect(problemsOf({ ...whole, [id]: 'x', [secret]: 'x' })).toBe('');
  });

  test('has a name for this machine in tests alone', () => {
    const testing = { ...whole, FETCH_TEST_HOST: 'pictures.test:9000' };
    expect(problemsOf(testing)).toBe('');
    expect(problemsOf({ ...testing, SITE_URL: 'https://gallery.example' })).toMatch(
      /^FETCH_TEST_HOST: is for tests only/m,
    );
  });

  test('takes only scheme and host from SITE_URL', () => {
    expect(parseEnv({ ...whole, SITE_URL: 'https://gallery.example/path?x' }).SITE_URL).toBe('https://gallery.example');
  });
});
