import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startMail } from '@/platform/twins/mail/server';
import { deleteAccount, keepAccount, tellDeleted } from './commands/delete-account';
import { aMember } from './factory';

const dataDir = await mkdtemp(join(tmpdir(), 'leaving-mail-'));
const twin = await startMail({ dataDir, smtpPort: 0, pagePort: 0, token: 'token' });
process.env.SMTP_URL = twin.smtpUrl;
process.env.SITE_URL = 'https://vitrine.test';
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

type Mail = { to: string; subject: string; text: string };
async function mailsTo(email: string): Promise<Mail[]> {
  const all = (await (await fetch(`${twin.pageUrl}/messages.json`)).json()) as Mail[];
  return all.filter(({ to }) => to.includes(email));
}
const at = (instant: string) => new Date(instant);

test.each([
  ['en', 'Europe/Berlin', 'November 28, 2026', '1:30 PM', 'https://vitrine.test/sign-in'],
  ['zh', 'Asia/Shanghai', '2026年11月28日', '20:30', 'https://vitrine.test/zh/sign-in'],
] as const)(
  'who deleted the account is told once until when it can be had back, in %s and the own time',
  async (locale, timeZone, day, time, address) => {
    const member = await aMember({ locale, timeZone });
    await deleteAccount(member, member, at('2026-11-21T12:30:00Z'));
    await tellDeleted(member.id);
    await tellDeleted(member.id);
    const mails = await mailsTo(member.email);
    expect(mails).toHaveLength(1);
    for (const words of [day, time, address]) expect(mails[0]?.text).toContain(words);
  },
);

test('who came back meanwhile is told nothing, and who deletes it again is told again', async () => {
  const member = await aMember();
  await deleteAccount(member, member, at('2026-11-21T12:00:00Z'));
  await keepAccount(member.id, at('2026-11-22T12:00:00Z'));
  await tellDeleted(member.id);
  expect(await mailsTo(member.email)).toEqual([]);
  for (const day of [23, 25]) {
    await deleteAccount(member, member, at(`2026-11-${day}T12:00:00Z`));
    await tellDeleted(member.id);
    await keepAccount(member.id, at(`2026-11-${day + 1}T12:00:00Z`));
  }
  expect(await mailsTo(member.email)).toHaveLength(2);
});
