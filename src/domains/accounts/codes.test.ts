import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import { losers, race, winners } from '@/testing/race';
import { checkPassword } from './commands/check-password';
import { confirmWish } from './commands/confirm-wish';
import { type Asking, forgetOldRequests, requestCode, requestNewCode } from './commands/request-code';
import { openSession } from './commands/sessions';
import {
  aMember,
  aPerson,
  asking,
  aWord,
  codeFor,
  confirm as confirmNow,
  notThe,
  password,
  wish as wishNow,
} from './factory';
import { hashPassword } from './passwords';
import { findViewer } from './queries';
import { codeRequests, members } from './tables';

const start = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const wish = (person: ReturnType<typeof aPerson>, given?: Partial<Asking>, now = start) => wishNow(person, given, now);
const confirm = (token: string | null, code: string, more: { handle?: string; password?: string } = {}, now = at(10)) =>
  confirmNow(token, code, more, now);
const refusedWith = (code: string) => expect.objectContaining({ code });
const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  losers(outcomes).map((lost) => (lost instanceof Refusal ? lost.code : String(lost)));

let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

describe('a code by e-mail', () => {
  test('has six digits, is another each time, and is kept nowhere', async () => {
    const token = await wish(aPerson());
    const first = await codeFor(token);
    expect(first).toMatch(/^\d{6}$/);
    await requestNewCode(token, asking(), at(60));
    expect(await codeFor(token)).not.toBe(first);
    const [row] = await db
      .select()
      .from(codeRequests)
      .where(eq(codeRequests.tokenHash, hashOfToken(token)));
    expect(JSON.stringify(row)).not.toContain(first);
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test('makes the member whose e-mail it proved, who then signs in with the password', async () => {
    const person = aPerson();
    const token = await wish(person);
    const { memberId, purpose } = await confirm(token, await codeFor(token));
    expect(purpose).toBe('register');
    const [member] = await db.select().from(members).where(eq(members.id, memberId));
    expect(member).toMatchObject({ ...person, name: person.handle, role: 'member', locale: 'en' });
    expect(
      await checkPassword({ login: person.email, password }, { network: '192.0.2.1', devices: null }),
    ).toMatchObject({ id: memberId });
  });

  test('is good for five minutes, and the wish for thirty', async () => {
    const token = await wish(aPerson());
    await expect(confirm(token, await codeFor(token), {}, at(300))).rejects.toEqual(refusedWith('accounts.code-over'));
    await requestNewCode(token, asking(), at(301));
    await expect(confirm(token, await codeFor(token), {}, at(1_800))).rejects.toEqual(
      refusedWith('accounts.request-over'),
    );
    await expect(requestNewCode(token, asking(), at(1_800))).rejects.toEqual(refusedWith('accounts.request-over'));
    await confirm(token, await codeFor(token), {}, at(301 + 299));
  });

  test('counts once', async () => {
    const token = await wish(aPerson());
    const code = await codeFor(token);
    await confirm(token, code);
    await expect(confirm(token, code)).rejects.toEqual(refusedWith('accounts.code-used'));
  });

  test('counts no more when there is a newer one', async () => {
    const token = await wish(aPerson());
    const first = await codeFor(token);
    await requestNewCode(token, asking(), at(60));
    await expect(confirm(token, first, {}, at(61))).rejects.toEqual(refusedWith('accounts.code-wrong'));
    await confirm(token, await codeFor(token), {}, at(62));
  });

  test('is refused after five wrong ones, even when it is right', async () => {
    const token = await wish(aPerson());
    const code = await codeFor(token);
    for (let guess = 0; guess < 5; guess++)
      await expect(confirm(token, notThe(code))).rejects.toEqual(refusedWith('accounts.code-wrong'));
    await expect(confirm(token, code)).rejects.toEqual(refusedWith('accounts.code-spent'));
  });

  test('proves nothing for another e-mail, nor in a browser that asked for none', async () => {
    const [mine, yours] = [await wish(aPerson()), await wish(aPerson())];
    await expect(confirm(yours, await codeFor(mine))).rejects.toEqual(refusedWith('accounts.code-wrong'));
    await expect(confirm(null, await codeFor(mine))).rejects.toEqual(refusedWith('accounts.request-over'));
    await expect(confirm('invented', await codeFor(mine))).rejects.toEqual(refusedWith('accounts.request-over'));
  });

  test('leaves nothing behind when the wish is over', async () => {
    const token = await wish(aPerson());
    await forgetOldRequests(at(1_799));
    await codeFor(token);
    await forgetOldRequests(at(1_801));
    await expect(codeFor(token)).rejects.toThrow('no such wish');
  });
});

describe('of many at once', () => {
  test('one code makes one member', async () => {
    const person = aPerson();
    const token = await wish(person);
    const code = await codeFor(token);
    const outcomes = await race(5, () => confirm(token, code));
    expect(winners(outcomes)).toHaveLength(1);
    expect(new Set(codesOf(outcomes))).toEqual(new Set(['accounts.code-used']));
  });

  test('one gets the handle, and the others choose another with the same code', async () => {
    const handle = `h_${aWord()}`;
    const tokens = await Promise.all(Array.from({ length: 6 }, () => wish({ ...aPerson(), handle })));
    const codes = await Promise.all(tokens.map(codeFor));
    const outcomes = await race(6, (i) => confirm(tokens[i] as string, codes[i] as string));
    expect(winners(outcomes)).toHaveLength(1);
    expect(codesOf(outcomes)).toEqual(Array(5).fill('accounts.handle-taken'));
    const lost = outcomes.findIndex(({ status }) => status === 'rejected');
    const other = `h_${aWord()}`;
    await confirm(tokens[lost] as string, codes[lost] as string, { handle: other });
    const [member] = await db.select({ id: members.id }).from(members).where(eq(members.handle, other));
    expect(member).toBeDefined();
  });

  test('one gets the e-mail', async () => {
    const { email } = aPerson();
    const tokens = [
      await wish({ ...aPerson(), email }),
      await wish({ ...aPerson(), email: email.toUpperCase() }, {}, at(61)),
      await wish({ ...aPerson(), email }, {}, at(122)),
    ];
    const codes = await Promise.all(tokens.map(codeFor));
    const outcomes = await race(3, (i) => confirm(tokens[i] as string, codes[i] as string, {}, at(130)));
    expect(winners(outcomes)).toHaveLength(1);
    expect(codesOf(outcomes)).toEqual(['accounts.email-taken', 'accounts.email-taken']);
  });

  test('guesses at one code five are looked at', async () => {
    const token = await wish(aPerson());
    const code = notThe(await codeFor(token));
    const codes = codesOf(await race(40, () => confirm(token, code)));
    expect(codes.filter((each) => each === 'accounts.code-wrong')).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(['accounts.code-wrong', 'accounts.code-spent']));
  });

  test('new codes asked for one is sent', async () => {
    const { email, handle } = aPerson();
    const outcomes = await race(10, () => wish({ email, handle }));
    expect(winners(outcomes)).toHaveLength(1);
    expect(new Set(codesOf(outcomes))).toEqual(new Set(['site.limited']));
  });
});

describe('a forgotten password', () => {
  test('is replaced by the code, and every session ends', async () => {
    const email = `${aWord()}@example.test`;
    const member = await aMember({ email, passwordHash });
    const session = await openSession(member.id);
    const token = await requestCode({ purpose: 'reset-password', email: email.toUpperCase() }, asking(), start);
    const code = await codeFor(token);
    await expect(confirm(token, code)).rejects.toEqual(refusedWith('accounts.password-short'));
    await confirm(token, code, { password: 'another long secret' });
    expect(await findViewer(session)).toBeNull();
    expect(await checkPassword({ login: email, password }, { network: '192.0.2.1', devices: null })).toBeNull();
    expect(
      await checkPassword({ login: email, password: 'another long secret' }, { network: '192.0.2.1', devices: null }),
    ).toMatchObject({ id: member.id });
  });

  test('of nobody, or of somebody suspended, is as wrong as a wrong code', async () => {
    const suspended = await aMember({ passwordHash, suspendedAt: new Date() });
    for (const email of [`${aWord()}@example.test`, suspended.email]) {
      const token = await requestCode({ purpose: 'reset-password', email }, asking(), start);
      const guess = confirm(token, await codeFor(token), { password: 'another long secret' });
      await expect(guess).rejects.toEqual(refusedWith('accounts.code-wrong'));
    }
  });
});

describe('another e-mail', () => {
  test('is the member’s who asked for it, while signed in, and of nobody else', async () => {
    const [member, other] = [await aMember(), await aMember()];
    const email = `${aWord()}@example.test`;
    const token = await requestCode({ purpose: 'change-email', email, memberId: member.id }, asking(), start);
    const code = await codeFor(token);
    const as = (viewer: { id: typeof member.id } | null) =>
      confirmWish(token, { code }, { viewer, network: aWord() }, at(5));
    await expect(as(null)).rejects.toEqual(refusedWith('accounts.request-over'));
    await expect(as(other)).rejects.toEqual(refusedWith('accounts.request-over'));
    await as(member);
    const [row] = await db.select({ email: members.email }).from(members).where(eq(members.id, member.id));
    expect(row?.email).toBe(email);
  });

  test('that became somebody’s meanwhile stays theirs', async () => {
    const member = await aMember();
    const email = `${aWord()}@example.test`;
    const token = await requestCode({ purpose: 'change-email', email, memberId: member.id }, asking(), start);
    await aMember({ email });
    const change = confirmWish(token, { code: await codeFor(token) }, { viewer: member, network: aWord() }, at(5));
    await expect(change).rejects.toEqual(refusedWith('accounts.email-taken'));
  });
});
