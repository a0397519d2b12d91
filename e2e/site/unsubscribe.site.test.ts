import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { knock } from '../support/doors';
import { enter } from '../support/inside';
import { aNewcomer, doorway, proxied, refusalsIn } from '../support/newcomers';
import { freePlace } from '../support/places';
import { statementCounter } from '../support/statements';
import { unescaped } from '../support/visitor';
import { words } from '../support/words';

/** The two ways out of the weekly digest on the built site: the page, and the one click of a mail program (RFC 8058). */
const { dataDir, remove } = temporaryData('unsubscribe');
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

async function aReader() {
  const { aMember } = await doorway();
  const { leaveDoor, leavePath } = await import('@/domains/notifications/links');
  const { findTellingChoices } = await import('@/domains/notifications/queries');
  const member = await aMember();
  const getsMails = async () =>
    (await findTellingChoices(member)).some(({ boxes }) =>
      boxes.some(({ channel, isOn }) => channel === 'mail' && isOn),
    );
  return { member, getsMails, door: leaveDoor(member.id), page: leavePath(member.id) };
}

/** An address with another last character: we never wrote it. */
const forged = (address: string) => address.slice(0, -1) + (address.endsWith('A') ? 'B' : 'A');

const oneClick = 'List-Unsubscribe=One-Click';
const form = { 'content-type': 'application/x-www-form-urlencoded' };
/** As a mail program sends it: no cookie, no Origin, no page. */
const click = (address: string, init: RequestInit = { body: oneClick, headers: form }) =>
  knock(counter, () => aNewcomer(copy).send(address, { method: 'POST', ...init }));

describe('one click', () => {
  it('ends the weekly mails, as often as it is sent', async () => {
    const { door, getsMails } = await aReader();
    expect(await getsMails()).toBe(true);
    expect((await click(door)).status).toBe(204);
    expect(await getsMails()).toBe(false);
    expect((await click(door)).status).toBe(204);
  });

  it('may come as a form of parts as well', async () => {
    const { door, getsMails } = await aReader();
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    expect((await click(door, { body })).status).toBe(204);
    expect(await getsMails()).toBe(false);
  });

  it.each([
    ['nothing', {}],
    ['another word', { body: 'List-Unsubscribe=Maybe', headers: form }],
    ['JSON', { body: '{"List-Unsubscribe":"One-Click"}', headers: { 'content-type': 'application/json' } }],
    ['a megabyte', { body: `${oneClick}&x=${'x'.repeat(1_000_000)}`, headers: form }],
    ['parts without their border', { body: oneClick, headers: { 'content-type': 'multipart/form-data' } }],
  ])('is not %s: refused, and nothing is written', async (_, init) => {
    const { door, getsMails } = await aReader();
    const answer = await click(door, init);
    expect([answer.status, answer.written]).toEqual([422, []]);
    expect(await getsMails()).toBe(true);
  });

  it('by a forged link is refused in so many words, and writes nothing', async () => {
    const { door, getsMails } = await aReader();
    for (const address of [
      forged(door),
      '/api/unsubscribe/x',
      '/api/unsubscribe/%00',
      `/api/unsubscribe/${'x'.repeat(5_000)}`,
    ]) {
      const answer = await click(address);
      expect(answer.status).toBe(422);
      expect(answer.body).toContain('notifications.link');
      expect(answer.written).toEqual([]);
    }
    expect(await getsMails()).toBe(true);
  });

  it('is not a look: who only opens the address is led to the page that asks', async () => {
    const { door, page, getsMails } = await aReader();
    const { status, headers, written } = await knock(counter, () => aNewcomer(copy).get(door));
    expect([status, headers.get('location'), written]).toEqual([303, page, []]);
    expect(await getsMails()).toBe(true);
  });
});

describe('the page', () => {
  it('asks first, in both languages, and writes nothing by that', async () => {
    const { page, getsMails } = await aReader();
    for (const [prefix, locale] of [
      ['', 'en'],
      ['/zh', 'zh'],
    ] as const) {
      const { status, body, headers, written } = await knock(counter, () => aNewcomer(copy).get(prefix + page));
      expect([status, written]).toEqual([200, []]);
      expect(body).toContain(words(locale, 'notifications').leave);
      expect(headers.get('cache-control')).toMatch(/no-store/);
    }
    expect(await getsMails()).toBe(true);
  });

  it('ends the weekly mails by its button, without an account or JavaScript', async () => {
    const { page, getsMails } = await aReader();
    const { body } = await aNewcomer(copy).submit(page, 'token', {});
    expect(unescaped(body)).toContain(said.left);
    expect(await getsMails()).toBe(false);
  });

  it('says of a forged link that it is damaged, and has no button', async () => {
    const { page, getsMails } = await aReader();
    const answer = await knock(counter, () => aNewcomer(copy).get(forged(page)));
    expect(refusalsIn(answer)).toContain('notifications.link');
    expect(answer.body).not.toContain(said.leave);
    const send = await aNewcomer(copy).form(page, 'token');
    const sent = await knock(counter, () => send({ token: forged(page).split('/').at(-1) ?? '' }));
    expect(refusalsIn(sent)).toContain('notifications.link');
    expect([...answer.written, ...sent.written]).toEqual([]);
    expect(await getsMails()).toBe(true);
  });
});
