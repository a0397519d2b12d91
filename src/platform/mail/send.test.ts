import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/platform/db/client';
import type { Behaviour } from '@/platform/twins/mail/behaviour';
import { startMail } from '@/platform/twins/mail/server';
import { losers, race, winners } from '@/testing/race';
import { type OutgoingMail, sendMail } from './send';
import { mails } from './tables';

const dataDir = await mkdtemp(join(tmpdir(), 'mail-send-'));
const twin = await startMail({ dataDir, smtpPort: 0, pagePort: 0, token: 'token' });
process.env.SMTP_URL = twin.smtpUrl;
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

async function behave(behaviour: Behaviour) {
  const headers = { authorization: 'Bearer token' };
  const answer = await fetch(`${twin.pageUrl}/behaviour`, { method: 'POST', headers, body: JSON.stringify(behaviour) });
  expect(answer.status).toBe(200);
}
beforeEach(() => behave({ mode: 'accept' }));

let made = 0;
function aMail(fields: Partial<OutgoingMail> = {}): OutgoingMail {
  made += 1;
  const words = { subject: `Mail ${made} 你好`, text: 'Words.\n', html: '<p>Words.</p>' };
  return { key: `test:${made}`, to: `someone-${made}@vitrine.test`, locale: 'en', ...words, ...fields };
}

async function received(to: string) {
  const all = (await (await fetch(`${twin.pageUrl}/messages.json`)).json()) as Record<string, string>[];
  return all.filter((mail) => mail.to === to);
}
async function rowOf(key: string) {
  const [row] = await db.select().from(mails).where(eq(mails.key, key));
  return row;
}

describe('a mail', () => {
  it('arrives as written, and is remembered as sent', async () => {
    const mail = aMail({ headers: { 'List-Unsubscribe': '<https://vitrine.test/unsubscribe>' } });
    const { messageId } = await sendMail(mail);
    const { to, subject, text, html } = mail;
    expect(await received(mail.to)).toEqual([expect.objectContaining({ to, subject, text, html, messageId })]);
    expect(await rowOf(mail.key)).toMatchObject({ state: 'sent', attempts: 1, lastError: null, claimedUntil: null });
  });

  it('goes out once, however often it is sent', async () => {
    const mail = aMail();
    const first = await sendMail(mail);
    expect(await sendMail({ ...mail, text: 'Other words.' })).toEqual(first);
    expect(await received(mail.to)).toHaveLength(1);
  });

  it('goes out once when many send it at the same moment', async () => {
    const mail = aMail();
    const outcomes = await race(8, () => sendMail(mail));
    expect(await received(mail.to)).toHaveLength(1);
    expect(winners(outcomes).length).toBeGreaterThan(0);
    for (const error of losers(outcomes)) expect(String(error)).toContain('is being sent by another call');
  });

  it('is sent again under the same Message-ID when the acceptance was never heard', async () => {
    const mail = aMail();
    await behave({ mode: 'cut', when: 'after' });
    await expect(sendMail(mail)).rejects.toThrow();
    expect(await rowOf(mail.key)).toMatchObject({ state: 'waiting', attempts: 1 });
    await behave({ mode: 'accept' });
    const { messageId } = await sendMail(mail);
    const arrived = await received(mail.to);
    expect(arrived.map((one) => one.messageId)).toEqual([messageId, messageId]);
  });

  it('that a killed sender had taken is free again after its time', async () => {
    const mail = aMail();
    const now = new Date();
    await sendMail(mail);
    await db
      .update(mails)
      .set({ state: 'waiting', sentAt: null, claimedUntil: new Date(now.getTime() + 1_000) })
      .where(eq(mails.key, mail.key));
    await expect(sendMail(mail, now)).rejects.toThrow('is being sent by another call');
    await sendMail(mail, new Date(now.getTime() + 1_001));
    expect(await rowOf(mail.key)).toMatchObject({ state: 'sent', attempts: 2 });
  });
});

describe('an unwell mail server', () => {
  it('that cuts before keeping the mail gets it again, once', async () => {
    const mail = aMail();
    await behave({ mode: 'cut', when: 'before' });
    await expect(sendMail(mail)).rejects.toThrow();
    await behave({ mode: 'accept' });
    await sendMail(mail);
    expect(await received(mail.to)).toHaveLength(1);
  });

  it('that refuses for now leaves the mail waiting; one that refuses for good leaves it failed, with the reason', async () => {
    const mail = aMail();
    await behave({ mode: 'refuse', code: 451 });
    await expect(sendMail(mail)).rejects.toThrow();
    expect(await rowOf(mail.key)).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('451') });
    await behave({ mode: 'refuse', code: 550 });
    await expect(sendMail(mail)).rejects.toThrow();
    expect(await rowOf(mail.key)).toMatchObject({
      state: 'failed',
      attempts: 2,
      lastError: expect.stringContaining('550'),
    });
  });

  it('that is slow is waited for', async () => {
    const mail = aMail();
    await behave({ mode: 'delay', delayMs: 200 });
    await sendMail(mail);
    expect(await received(mail.to)).toHaveLength(1);
  });
});

describe('a mail that would carry more than it should', () => {
  it.each([
    ['a second header in the subject', { subject: 'Hello\r\nBcc: all@vitrine.test' }],
    ['a second header in a header', { headers: { 'X-Kind': 'a\r\nBcc: all@vitrine.test' } }],
    ['a header in a header name', { headers: { 'X-Kind: a\r\nBcc': 'all@vitrine.test' } }],
    ['a second recipient', { to: 'one@vitrine.test, two@vitrine.test' }],
    ['a recipient with a name', { to: 'All <all@vitrine.test>' }],
    ['a command in the recipient', { to: 'one@vitrine.test>\r\nRCPT TO:<two@vitrine.test' }],
    ['no subject', { subject: ' ' }],
    ['an endless key', { key: 'k'.repeat(201) }],
    ['a language that is none', { locale: 'en\r\nBcc: all@vitrine.test' }],
  ])('is refused before a row is written: %s', async (_, fields) => {
    const mail = aMail(fields);
    await expect(sendMail(mail)).rejects.toThrow('is malformed');
    expect(await rowOf(mail.key)).toBeUndefined();
  });
});
