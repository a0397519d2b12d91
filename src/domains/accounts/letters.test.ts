import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { startMail } from '@/platform/twins/mail/server';
import { race } from '@/testing/race';
import { codeOf } from './codes';
import { tellPasswordChange } from './commands/change-password';
import { type Asking, requestCode, requestNewCode, requestRegistration } from './commands/request-code';
import { aMember, asking, aWord, wishOf } from './factory';
import { writeCodeMail } from './jobs';
import { passwords } from './tables';

const dataDir = await mkdtemp(join(tmpdir(), 'letters-'));
const twin = await startMail({ dataDir, smtpPort: 0, pagePort: 0, token: 'token' });
process.env.SMTP_URL = twin.smtpUrl;
process.env.SITE_URL = 'https://vitrine.test';
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

type Mail = { to: string; subject: string; text: string; html: string };
async function mailsTo(email: string): Promise<Mail[]> {
  const all = (await (await fetch(`${twin.pageUrl}/messages.json`)).json()) as Mail[];
  return all.filter((mail) => mail.to.includes(email));
}

const register = (email: string, given?: Partial<Asking>, now?: Date) =>
  requestRegistration({ email, handle: `h_${aWord()}`, password: 'correct horse battery' }, asking(given), now);

async function deliver(token: string) {
  const { id, sequence } = await wishOf(token);
  await writeCodeMail({ requestId: id, sequence }, stepInPlace);
}

describe('a wish to register', () => {
  test('is answered with the code, in the language of the page, as text and as HTML', async () => {
    const email = `${aWord()}@example.test`;
    const token = await register(email, { locale: 'zh' });
    await deliver(token);
    const code = codeOf(await wishOf(token));
    const [mail] = await mailsTo(email);
    expect(mail?.text).toContain(code);
    expect(mail?.html).toContain(code);
    expect(mail?.text).toContain('验证码');
    expect(mail?.subject).not.toContain(code);
  });

  test('with a member’s e-mail tells that member, in the member’s language, and carries no code', async () => {
    const owner = await aMember({ locale: 'zh' });
    const token = await register(owner.email.toUpperCase());
    await deliver(token);
    const mails = await mailsTo(owner.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('您已经有账户了');
    expect(mails[0]?.text).toContain('https://vitrine.test/zh/sign-in/forgotten');
    expect(mails[0]?.text).not.toMatch(/\b\d{6}\b/);
  });

  test('sends one mail however often the fact is heard, and none for a code that is replaced or over', async () => {
    const email = `${aWord()}@example.test`;
    const old = new Date(Date.now() - 61_000);
    const token = await register(email, {}, old);
    const { id } = await wishOf(token);
    await requestNewCode(token, asking());
    await writeCodeMail({ requestId: id, sequence: 1 }, stepInPlace);
    expect(await mailsTo(email)).toEqual([]);
    await race(3, () => deliver(token));
    await deliver(token);
    expect(await mailsTo(email)).toHaveLength(1);
    const over = await register(`${aWord()}@example.test`, {}, new Date(Date.now() - 301_000));
    await deliver(over);
    expect(await mailsTo((await wishOf(over)).email)).toEqual([]);
  });
});

describe('a forgotten password', () => {
  const forget = (email: string) => requestCode({ purpose: 'reset-password', email }, asking());

  test('of a member is answered with a code, in the member’s language', async () => {
    const member = await aMember({ locale: 'zh' });
    const token = await forget(member.email);
    await deliver(token);
    const [mail] = await mailsTo(member.email);
    expect(mail?.text).toContain(codeOf(await wishOf(token)));
    expect(mail?.subject).toBe('您的重设密码验证码');
  });

  test('of nobody, and of somebody suspended, sends nothing', async () => {
    const suspended = await aMember({ suspendedAt: new Date() });
    for (const email of [suspended.email, `${aWord()}@example.test`]) {
      await deliver(await forget(email));
      expect(await mailsTo(email)).toEqual([]);
    }
  });
});

describe('another e-mail', () => {
  test('gets the code, and the old one a note', async () => {
    const member = await aMember();
    const email = `${aWord()}@example.test`;
    const token = await requestCode({ purpose: 'change-email', email, memberId: member.id }, asking());
    await deliver(token);
    const [fresh, old] = [await mailsTo(email), await mailsTo(member.email)];
    expect(fresh[0]?.text).toContain(codeOf(await wishOf(token)));
    expect(old[0]?.subject).toBe('Your account is to use another e-mail');
    expect(old[0]?.text).not.toContain(email);
  });

  test('that is another member’s tells that member, and sends no code', async () => {
    const [member, owner] = [await aMember(), await aMember()];
    const wish = { purpose: 'change-email', email: owner.email, memberId: member.id } as const;
    await deliver(await requestCode(wish, asking()));
    const mails = await mailsTo(owner.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['You have an account already']);
  });
});

describe('a changed password', () => {
  test('is told once for each change, in the member’s language and time', async () => {
    const member = await aMember({ passwordHash: 'of the first', locale: 'zh', timeZone: 'Asia/Shanghai' });
    const changeAt = async (changedAt: Date) => {
      await db.update(passwords).set({ changedAt }).where(eq(passwords.memberId, member.id));
      await race(3, () => tellPasswordChange({ memberId: member.id }));
    };
    await changeAt(new Date('2026-01-01T20:00:00Z'));
    await changeAt(new Date('2026-01-03T20:00:00Z'));
    const mails = await mailsTo(member.email);
    expect(mails).toHaveLength(2);
    const told = mails.map(({ text }) => text).join();
    for (const when of ['2026年1月2日 04:00', '2026年1月4日 04:00']) expect(told).toContain(when);
  });

  test('of somebody who is gone is told to nobody', async () => {
    await expect(tellPasswordChange({ memberId: 999_999_999 })).resolves.toBeUndefined();
  });
});
