import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { anImage } from '@/domains/images/factory';
import { aBoundary, aFollow } from '@/domains/social/factory';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { outbox } from '@/platform/outbox/tables';
import { startMail } from '@/platform/twins/mail/server';
import { race } from '@/testing/race';
import { chooseTelling } from './commands/choose-telling';
import { leaveDigest } from './commands/leave-digest';
import { sendDigest } from './commands/send-digest';
import { aToldComment, aToldFollow, aToldLike } from './factory';
import { announceWeek } from './jobs';
import { tellingKinds } from './rules';

const dataDir = await mkdtemp(join(tmpdir(), 'digest-'));
const twin = await startMail({ dataDir, smtpPort: 0, pagePort: 0, token: 'token' });
process.env.SMTP_URL = twin.smtpUrl;
process.env.SITE_URL = 'https://vitrine.test';
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

const monday = new Date('2026-11-23T08:00:00Z');
const weekEnd = Date.UTC(2026, 10, 23);
const within = new Date('2026-11-18T12:00:00Z');

type Member = Awaited<ReturnType<typeof aMember>>;
type Mail = { to: string; subject: string; text: string; html: string; headers: Record<string, string> };
async function mailsTo({ email }: Member): Promise<Mail[]> {
  const all = (await (await fetch(`${twin.pageUrl}/messages.json`)).json()) as Mail[];
  return all.filter(({ to }) => to.includes(email));
}
const send = ({ id }: Member, end = weekEnd) => sendDigest({ memberId: id, weekEnd: end }, monday);
const behave = (behaviour: object) =>
  fetch(`${twin.pageUrl}/behaviour`, {
    method: 'POST',
    headers: { authorization: 'Bearer token' },
    body: JSON.stringify(behaviour),
  });
afterEach(() => behave({ mode: 'accept' }));

/** Everything of a week for one member, by people with names. */
async function aWeek(given: Parameters<typeof aMember>[0] = {}) {
  const [member, ines, kai] = [
    await aMember(given),
    await aMember({ name: 'Inês' }),
    await aMember({ name: 'Kai <b>' }),
  ];
  const image = await anImage({ ownerId: member.id });
  await aToldFollow(ines, member, within);
  await aToldLike(ines, image, within);
  await aToldLike(kai, image, within);
  await aToldComment(kai, image, {}, within);
  await aFollow(member, ines);
  const shared = await anImage({ ownerId: ines.id, title: 'Fog', altText: 'Fog over a bay', publishedAt: within });
  return { member, ines, kai, image, shared };
}

describe('the weekly digest', () => {
  it('tells what happened, shows new pictures with what is on them, and leads back', async () => {
    const { member, shared } = await aWeek();
    await send(member);
    const [mail] = await mailsTo(member);
    expect(mail?.subject).toBe('Your week on Vitrine');
    for (const words of [
      'This happened from November 16 to November 22.',
      'Inês follows you now.',
      '2 likes for your pictures, from Inês and Kai <b>.',
      'One comment under your pictures, from Kai <b>.',
      '“Fog” by Inês\nFog over a bay\n',
      `https://vitrine.test/images/${shared.ref}/fog`,
      'https://vitrine.test/notifications',
    ])
      expect(mail?.text).toContain(words);
    expect(mail?.html).toMatch(/<img src="https:\/\/vitrine\.test\/api\/files\/[^"]+" alt="Fog over a bay"/);
    expect(mail?.html).not.toContain('<b>');
  });

  it('is in the member’s language and counts days where the member lives', async () => {
    const { member } = await aWeek({ locale: 'zh', timeZone: 'Asia/Shanghai' });
    await send(member);
    const [mail] = await mailsTo(member);
    expect(mail?.subject).toBe('您在 Vitrine 的一周');
    // Monday 00:00 in UTC is 08:00 there, and the week ends on their next Monday.
    expect(mail?.text).toContain('11月16日至11月23日');
    expect(mail?.text).toContain('Inês 开始关注您了。');
    expect(mail?.text).toContain('https://vitrine.test/zh/unsubscribe/');
  });

  it('can be left by one click of the mail program, as RFC 8058 says', async () => {
    const { member } = await aWeek();
    await send(member);
    const [mail] = await mailsTo(member);
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const [, token = ''] =
      /^<https:\/\/vitrine\.test\/api\/unsubscribe\/([^>]+)>$/.exec(mail?.headers['list-unsubscribe'] ?? '') ?? [];
    expect(mail?.text).toContain(`https://vitrine.test/unsubscribe/${token}`);
    await leaveDigest(token);
    await send(member, weekEnd + 7 * 86_400_000);
    await aToldLike(await aMember(), await anImage({ ownerId: member.id }), monday);
    await send(member, weekEnd + 7 * 86_400_000);
    expect(await mailsTo(member)).toHaveLength(1);
  });

  it('comes once a week, however often and however much at once it is asked for', async () => {
    const { member } = await aWeek();
    await race(4, () => send(member));
    await send(member);
    expect(await mailsTo(member)).toHaveLength(1);
  });

  it('comes once after its sending was broken off, wherever that was before the server took it', async () => {
    const { member } = await aWeek();
    for (const behaviour of [
      { mode: 'refuse', code: 451 },
      { mode: 'cut', when: 'before' },
    ]) {
      await behave({ ...behaviour, times: 1 });
      await expect(send(member)).rejects.toThrow();
    }
    await behave({ mode: 'accept' });
    await send(member);
    await send(member);
    expect(await mailsTo(member)).toHaveLength(1);
  });
});

describe('no digest comes', () => {
  it('when nothing happened that week', async () => {
    const { member } = await aWeek();
    await send(member, weekEnd - 7 * 86_400_000);
    await send(member, weekEnd + 7 * 86_400_000);
    await send(await aMember());
    expect(await mailsTo(member)).toEqual([]);
  });

  it.each([
    ['suspended', { suspendedAt: monday }],
    ['leaving', { deletedAt: monday }],
  ])('to somebody who is %s', async (_, standing) => {
    const { member } = await aWeek();
    await db.update(members).set(standing).where(eq(members.id, member.id));
    await send(member);
    await sendDigest({ memberId: 2 ** 40, weekEnd });
    expect(await mailsTo(member)).toEqual([]);
  });

  it('of what the member does not want by mail, or of whom they hid', async () => {
    const { member, ines, kai } = await aWeek();
    await chooseTelling(member, { site: [], mail: ['liked', 'shared'] });
    await aBoundary(member, ines, 'mute');
    await send(member);
    const [mail] = await mailsTo(member);
    expect(mail?.text).toContain(`One like for your pictures, from ${kai.name}.`);
    expect(mail?.text).not.toContain('Inês');
    expect(mail?.text).not.toContain('comment');
  });
});

describe('on Monday', () => {
  const dueFor = async ({ id }: Member) =>
    db.$count(
      outbox,
      and(eq(outbox.name, 'notifications/digest.due'), sql`(${outbox.data} ->> 'memberId')::bigint = ${id}`),
    );

  it('everybody who may have one is asked for, and nobody else', async () => {
    const { member, kai } = await aWeek();
    const [gone, left, lonely] = [await aMember({ suspendedAt: monday }), await aMember(), await aMember()];
    for (const each of [gone, left]) await aFollow(each, kai);
    await chooseTelling(left, { site: [...tellingKinds], mail: [] });
    await announceWeek(monday, stepInPlace);
    expect(await Promise.all([member, gone, left, lonely].map(dueFor))).toEqual([1, 0, 0, 0]);
  });

  it('in batches, none left out between them', async () => {
    const people = await Promise.all(Array.from({ length: 230 }, () => aMember()));
    const followed = await aMember();
    for (const each of people) await aFollow(each, followed);
    await announceWeek(monday, stepInPlace);
    expect(new Set(await Promise.all(people.map(dueFor)))).toEqual(new Set([1]));
  });
});
