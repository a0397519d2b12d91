import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { doorway } from '../support/newcomers';
import { freePlace } from '../support/places';

/** The weekly digest through the whole house: asked for, carried by the job runner, written by the site, taken by the mail server, left by one click. */
const { dataDir, remove } = temporaryData('digest');
let copy: Copy;

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
});

afterAll(async () => {
  await (await doorway()).closeDatabase();
  await copy.stop();
  remove();
});

const house = async () => ({
  ...(await doorway()),
  ...(await import('@/domains/images/factory')),
  ...(await import('@/domains/notifications/factory')),
  ...(await import('@/domains/social/factory')),
  ...(await import('@/domains/notifications/commands/send-digest')),
  ...(await import('@/domains/notifications/rules')),
});

type Mail = { to: string; subject: string; text: string; headers: Record<string, string> };
async function mailsTo(email: string): Promise<Mail[]> {
  const all = (await (await fetch(`${copy.mailOrigin}/messages.json`)).json()) as Mail[];
  return all.filter(({ to }) => to.includes(email));
}

it('reaches a member once, in their language, and never again after one click', async () => {
  const { aMember, aFollow, anImage, aToldLike, announceDigests, weekBefore } = await house();
  const [member, painter] = [await aMember({ locale: 'zh' }), await aMember({ name: '林月' })];
  const image = await anImage({ ownerId: member.id });
  await aFollow(member, painter);
  await anImage({ ownerId: painter.id, title: '雾', altText: '海湾上的雾' });
  await aToldLike(painter, image);
  // As next Monday will ask: this week is over then.
  const weekEnd = weekBefore(new Date(Date.now() + 7 * 86_400_000)).to.getTime();
  await announceDigests(0, weekEnd);
  await announceDigests(0, weekEnd);
  await expect.poll(async () => (await mailsTo(member.email)).length, { timeout: 60_000 }).toBe(1);
  const [mail] = await mailsTo(member.email);
  expect(mail?.text).toContain('林月');
  expect(mail?.text).toContain('海湾上的雾');
  const [, door = ''] = /^<(.+)>$/.exec(mail?.headers['list-unsubscribe'] ?? '') ?? [];
  expect(door).toMatch(new RegExp(`^${copy.origin}/api/unsubscribe/`));
  const clicked = await fetch(door, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  expect(clicked.status).toBe(204);
  // Another reader of the same week after that shows that the first was passed over, not waited for.
  const other = await aMember();
  await aFollow(other, painter);
  const nextWeek = weekEnd + 7 * 86_400_000;
  await aToldLike(painter, await anImage({ ownerId: member.id }), new Date(weekEnd));
  await aToldLike(painter, await anImage({ ownerId: other.id }), new Date(weekEnd));
  await announceDigests(0, nextWeek);
  await expect.poll(async () => (await mailsTo(other.email)).length, { timeout: 60_000 }).toBe(1);
  expect(await mailsTo(member.email)).toHaveLength(1);
});
