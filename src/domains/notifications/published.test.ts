import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { anImage } from '@/domains/images/factory';
import { stepInPlace } from '@/platform/jobs/step';
import { startMail } from '@/platform/twins/mail/server';
import { race } from '@/testing/race';
import { tellOwner } from './jobs';

const dataDir = await mkdtemp(join(tmpdir(), 'notifications-'));
const twin = await startMail({ dataDir, smtpPort: 0, pagePort: 0, token: 'token' });
process.env.SMTP_URL = twin.smtpUrl;
process.env.SITE_URL = 'https://vitrine.test';
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

type Mail = { to: string; subject: string; text: string; html: string; messageId: string };
async function mailsTo(email: string): Promise<Mail[]> {
  const all = (await (await fetch(`${twin.pageUrl}/messages.json`)).json()) as Mail[];
  return all.filter((mail) => mail.to.includes(email));
}
async function tell(imageId: number) {
  await tellOwner({ imageId }, stepInPlace);
}

describe('when an image is on the wall its owner gets a mail', () => {
  test('in English, with the way to it, as text and as HTML', async () => {
    const owner = await aMember();
    const image = await anImage({ ownerId: owner.id, altText: 'Boats' });
    await tell(image.id);
    const [mail] = await mailsTo(owner.email);
    expect(mail?.subject).toBe('“Harbour at dusk” is on the wall');
    const address = `https://vitrine.test/images/${image.ref}/harbour-at-dusk`;
    expect(mail?.text).toContain(address);
    expect(mail?.html).toContain(`href="${address}"`);
    expect(mail?.text).toContain('everybody can see it now');
  });

  test('in Chinese to those who read Chinese, whatever the title holds', async () => {
    const owner = await aMember({ locale: 'zh' });
    const image = await anImage({ ownerId: owner.id, title: '港口 {count} <b>&', slug: '港口', audience: 'unlisted' });
    await tell(image.id);
    const [mail] = await mailsTo(owner.email);
    expect(mail?.subject).toBe('《港口 {count} <b>&》已经挂上墙了');
    expect(mail?.text).toContain(`https://vitrine.test/zh/images/${image.ref}/${encodeURIComponent('港口')}`);
    expect(mail?.text).toContain('知道地址的人');
    expect(mail?.html).not.toContain('<b>');
    expect(mail?.html).toContain('lang="zh"');
  });

  test('once, however often the fact is heard', async () => {
    const owner = await aMember();
    const image = await anImage({ ownerId: owner.id });
    await race(3, () => tell(image.id));
    await tell(image.id);
    expect(await mailsTo(owner.email)).toHaveLength(1);
  });

  test.each([
    ['is deleted', { deletedAt: new Date() }],
    ['is hidden', { hiddenAt: new Date() }],
    ['is private', { audience: 'private' as const }],
  ])('but none when it %s by then', async (_, given) => {
    const owner = await aMember();
    const image = await anImage({ ownerId: owner.id, ...given });
    await tell(image.id);
    await tell(2 ** 40);
    expect(await mailsTo(owner.email)).toEqual([]);
  });
});
