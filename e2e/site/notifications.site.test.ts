import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { knock } from '../support/doors';
import { enter } from '../support/inside';
import { aMemberWithPassword, aNewcomer, doorway, proxied, refusalsIn, signIn } from '../support/newcomers';
import { freePlace } from '../support/places';
import { statementCounter } from '../support/statements';
import { unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

/** What members are told, on the built site and without JavaScript. */
const { dataDir, remove } = temporaryData('notifications');
const said = words('en', 'notifications');
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

const house = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/images/factory')),
  ...(await import('@/domains/notifications/factory')),
  ...(await import('@/domains/social/factory')),
});

/** Somebody signed in whose image got some comments and a like. */
async function aTold(comments = 1) {
  const { aMember, anImage, aToldComment, aToldLike } = await house();
  const member = await aMemberWithPassword();
  const actor = await aMember({ name: 'Zoë & <Co>' });
  const image = await anImage({ ownerId: member.id });
  await aToldLike(actor, image);
  for (let i = 0; i < comments; i++) await aToldComment(actor, image, { text: `Words <b>${i}</b>` });
  const who = aNewcomer(copy);
  await signIn(who, member);
  return { member, actor, image, who };
}

const unreadFor = async (who: Visitor) =>
  (JSON.parse((await who.get('/api/viewer')).body) as { unread?: number }).unread;

it('are a member’s: a visitor is sent to sign in, and back', async () => {
  for (const path of ['/notifications', '/settings/notifications']) {
    for (const prefix of ['', '/zh']) {
      const { status, headers } = await aNewcomer(copy).get(prefix + path);
      expect([status, headers.get('location')]).toEqual([307, `${prefix}/sign-in?back=${path}`]);
    }
  }
});

it('are new once: opening the list is reading it, and the bell counts what is left', async () => {
  const { who } = await aTold(30);
  expect(await unreadFor(who)).toBe(31);
  const { body } = await who.get('/notifications');
  expect(unescaped(body)).toContain('Zoë & <Co>');
  expect(body).not.toContain('<b>29');
  expect(await unreadFor(who)).toBe(11);
  const [, next = ''] = /href="(\/notifications\?after=[^"]+)"/.exec(body) ?? [];
  expect((await who.get(next)).status).toBe(200);
  expect(await unreadFor(who)).toBe(0);
});

it('are all marked as read by one button, and nothing is told to be new any more', async () => {
  const { who } = await aTold(30);
  const { body } = await who.get('/notifications');
  expect(body).toContain(said['mark-all']);
  await who.submit('/notifications', '[^"]*ACTION[^"]*', {});
  expect(await unreadFor(who)).toBe(0);
  expect((await who.get('/notifications')).body).not.toContain(said['mark-all']);
});

it('cost at most four statements besides the session’s, however many there are', async () => {
  const [few, many] = [await aTold(1), await aTold(60)];
  for (const { who } of [few, many]) {
    const statements = await counter.during(() => who.get('/notifications'));
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(5);
  }
});

it('show nothing of somebody blocked since, in the list or at the bell', async () => {
  const { aBoundary } = await house();
  const { who, member, actor } = await aTold();
  await aBoundary(member, actor, 'block');
  expect(await unreadFor(who)).toBe(0);
  const { body } = await who.get('/notifications');
  expect(body).not.toContain(actor.handle);
  expect(unescaped(body)).toContain(said['quiet-title']);
});

it('of a cursor that is none begin anew', async () => {
  const { who } = await aTold();
  for (const after of ['x', '', 'W10', encodeURIComponent('{"a":1}'), 'A'.repeat(2_000)]) {
    const { status, headers } = await who.get(`/notifications?after=${after}`);
    expect([status, headers.get('location')]).toEqual([307, '/notifications']);
  }
});

it('are chosen by a plain form: what is not checked is off, and shown so', async () => {
  const { who } = await aTold();
  const { body } = await who.submit('/settings/notifications', 'asked', { site: 'liked' });
  expect(body).toContain(said.saved);
  const again = (await who.get('/settings/notifications')).body;
  const checked = [...again.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].flatMap(([box]) =>
    / checked=""/.test(box) ? [/name="(\w+)"/.exec(box)?.[1], /value="(\w+)"/.exec(box)?.[1]] : [],
  );
  expect(checked).toEqual(['site', 'liked']);
  expect(await unreadFor(who)).toBe(1);
});

it.each([
  ['a kind nobody knows', { site: 'anything' }],
  ['a kind of a megabyte', { mail: 'x'.repeat(1_000_000) }],
  ['no word that anything was chosen', { asked: '' }],
])('are not chosen by a form with %s: it is refused and writes nothing', async (_, values) => {
  const { who } = await aTold();
  const send = await who.form('/settings/notifications', 'asked');
  const answer = await knock(counter, () => send(values as Record<string, string>));
  expect(answer.status).toBeLessThan(500);
  expect(refusalsIn(answer)).not.toEqual([]);
  expect(answer.written).toEqual([]);
});
