import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { aMemberWithPassword, aNewcomer, doorway, proxied, refusalsIn, signIn } from '../support/newcomers';
import { freePlace } from '../support/places';
import { statementCounter } from '../support/statements';

/** The settings of the built site, without JavaScript: what they cost, and that others see a change at the next read. */
const { dataDir, remove } = temporaryData('settings');
let copy: Copy;
let counter: ReturnType<typeof statementCounter>;

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'], env: proxied });
  enter({ port, dataDir });
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

afterAll(async () => {
  await counter.end();
  await (await doorway()).closeDatabase();
  await copy.stop();
  remove();
});

async function aSignedIn() {
  const member = await aMemberWithPassword();
  const who = aNewcomer(copy);
  await signIn(who, member);
  return { member, who };
}

it('cost at most three statements besides the session’s, however many browsers are signed in', async () => {
  const { member, who } = await aSignedIn();
  await who.get('/settings');
  const few = await counter.during(() => who.get('/settings'));
  for (let browsers = 0; browsers < 5; browsers++) await signIn(aNewcomer(copy), member);
  const many = await counter.during(() => who.get('/settings'));
  expect(few.length, few.join('\n')).toBeLessThanOrEqual(4);
  expect(many).toHaveLength(few.length);
});

it('are a member’s: a visitor is sent to sign in, and back', async () => {
  for (const prefix of ['', '/zh']) {
    const { status, headers } = await aNewcomer(copy).get(`${prefix}/settings`);
    expect(status).toBe(307);
    expect(headers.get('location')).toBe(`${prefix}/sign-in?back=/settings`);
  }
});

it('come back with what was typed, and the browser is led to what is wrong', async () => {
  const { who } = await aSignedIn();
  const save = await who.form('/settings', 'bio');
  const answer = await save({ name: '', bio: 'Kept words', city: '', birthday: '', locale: 'en', timeZone: 'UTC' });
  expect(refusalsIn(answer)).toContain('accounts.name-missing');
  expect(answer.body).toContain('Kept words');
  expect(answer.body).toMatch(/<div[^>]* autofocus=""/);
});

it('change what others see at their next read', async () => {
  const { member, who } = await aSignedIn();
  const visitor = aNewcomer(copy);
  const page = `/people/${member.handle}`;
  await visitor.get(page);
  const save = await who.form('/settings', 'bio');
  await save({ name: 'Somebody Else', bio: '', city: 'Gdynia', birthday: '1990-02-28', locale: 'en', timeZone: 'UTC' });
  const { body } = await visitor.get(page);
  expect(body).toContain('Somebody Else');
  expect(body).toContain('Gdynia');
  expect(body).not.toContain('1990-02-28');
});

it('change a handle whose earlier address leads on, in both languages, and not for good', async () => {
  const { member, who } = await aSignedIn();
  const visitor = aNewcomer(copy);
  const next = `n_${member.handle}`.slice(0, 30);
  const at = async (handle: string, prefix = '') => {
    const { status, headers } = await visitor.get(`${prefix}/people/${handle}`);
    // Next writes the header of a cached redirect twice, which reads as a list; both must say the same.
    return [status, ...new Set(headers.get('location')?.split(', '))];
  };
  expect(await at(member.handle)).toEqual([200]);
  expect(await at(next)).toEqual([404]);
  const take = async (handle: string) => (await who.form('/settings', 'handle'))({ handle });
  await take(next);
  for (const prefix of ['', '/zh']) {
    expect(await at(next, prefix)).toEqual([200]);
    for (const _again of [1, 2]) expect(await at(member.handle, prefix)).toEqual([307, `${prefix}/people/${next}`]);
  }
  await take(member.handle);
  expect(await at(member.handle)).toEqual([200]);
  expect(await at(next)).toEqual([307, `/people/${member.handle}`]);
});
