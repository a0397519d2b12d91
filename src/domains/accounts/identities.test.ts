import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { losers, race, winners } from '@/testing/race';
import { joinFromElsewhere, linkIdentity, type Newcomer, recognise, unlinkIdentity } from './commands/identities';
import { aMember } from './factory';
import { findSignInWays } from './queries';
import { suggestHandle } from './rules';
import { formerHandles, identities, members } from './tables';

const aNewcomer = (given: Partial<Newcomer> = {}): Newcomer => ({
  provider: 'github',
  accountId: randomUUID(),
  email: `${randomUUID()}@elsewhere.test`,
  name: 'Ana María',
  ...given,
});
const aHandle = () => `n_${randomUUID().slice(0, 8)}`;
const both = ['github', 'google'] as const;
const linksOf = (newcomer: Newcomer) =>
  db
    .select({ memberId: identities.memberId })
    .from(identities)
    .where(and(eq(identities.provider, newcomer.provider), eq(identities.accountId, newcomer.accountId)));
const membersWith = (email: string) => db.select().from(members).where(eq(members.email, email));
const announcementsFor = async (memberId: number) =>
  (await db.select().from(outbox).where(eq(outbox.name, 'accounts/identity.linked'))).filter(
    ({ data }) => (data as { memberId: number }).memberId === memberId,
  );

describe('an account elsewhere', () => {
  test('signs in the member it is linked to, whatever its e-mail is by now', async () => {
    const member = await aMember();
    const newcomer = aNewcomer();
    await linkIdentity(member, newcomer);
    for (const email of [newcomer.email, null, (await aMember()).email])
      expect(await recognise({ ...newcomer, email })).toBe(member.id);
  });

  test('is linked to the member who has its confirmed e-mail, in either case, and a note announced once', async () => {
    const member = await aMember();
    const newcomer = aNewcomer({ email: member.email.toUpperCase() });
    const outcomes = await race(20, () => recognise(newcomer));
    expect(winners(outcomes)).toEqual(Array(20).fill(member.id));
    expect(await linksOf(newcomer)).toEqual([{ memberId: member.id }]);
    expect(await announcementsFor(member.id)).toHaveLength(1);
  });

  test('is nobody’s with a confirmed e-mail that nobody has, and nothing is written', async () => {
    const newcomer = aNewcomer();
    expect(await recognise(newcomer)).toBeNull();
    expect(await linksOf(newcomer)).toEqual([]);
    expect(await membersWith(newcomer.email ?? '')).toEqual([]);
  });

  test('without a confirmed e-mail neither links, joins nor signs in, and nothing is written', async () => {
    const member = await aMember();
    const newcomer = aNewcomer({ email: null });
    const refusal = { code: 'accounts.elsewhere-unverified' };
    await expect(recognise(newcomer)).rejects.toMatchObject(refusal);
    await expect(linkIdentity(member, newcomer)).rejects.toMatchObject(refusal);
    await expect(joinFromElsewhere(newcomer, { handle: aHandle(), locale: 'en' })).rejects.toMatchObject(refusal);
    expect(await linksOf(newcomer)).toEqual([]);
  });

  test('does not sign in a suspended member, linked or not, nor one who is gone; it does one who may come back', async () => {
    const now = new Date('2026-06-08T00:00:00Z');
    const left = (day: string) => new Date(`2026-06-${day}T00:00:00Z`);
    const suspended = await aMember({ suspendedAt: now });
    const newcomer = aNewcomer({ email: suspended.email });
    await expect(recognise(newcomer, now)).rejects.toMatchObject({ code: 'accounts.elsewhere-suspended' });
    expect(await linksOf(newcomer)).toEqual([]);
    await linkIdentity(suspended, newcomer);
    await expect(recognise(newcomer, now)).rejects.toMatchObject({ code: 'accounts.elsewhere-suspended' });
    const gone = await aMember({ deletedAt: left('01') });
    await expect(recognise(aNewcomer({ email: gone.email }), now)).rejects.toMatchObject({ code: 'accounts.gone' });
    const leaving = await aMember({ deletedAt: left('02') });
    expect(await recognise(aNewcomer({ email: leaving.email }), now)).toBe(leaving.id);
  });

  test('is one member’s only, and a member has one of each provider', async () => {
    const [one, other] = [await aMember(), await aMember()];
    const newcomer = aNewcomer();
    await linkIdentity(one, newcomer);
    await linkIdentity(one, newcomer);
    await expect(linkIdentity(other, newcomer)).rejects.toMatchObject({ code: 'accounts.elsewhere-taken' });
    await expect(linkIdentity(one, aNewcomer())).rejects.toMatchObject({ code: 'accounts.elsewhere-other' });
    await expect(recognise(aNewcomer({ email: one.email }))).rejects.toMatchObject({
      code: 'accounts.elsewhere-other',
    });
    await linkIdentity(one, aNewcomer({ provider: 'google' }));
    expect((await findSignInWays(one.id)).linked.toSorted()).toEqual(['github', 'google']);
  });

  test('goes to exactly one of many members who link it at once', async () => {
    const newcomer = aNewcomer();
    const wishing = await Promise.all(Array.from({ length: 12 }, () => aMember()));
    const outcomes = await race(12, (i) => linkIdentity(wishing[i] as (typeof wishing)[number], newcomer));
    expect(winners(outcomes)).toHaveLength(1);
    for (const lost of losers(outcomes)) expect(lost).toMatchObject({ code: 'accounts.elsewhere-taken' });
  });
});

describe('joining from elsewhere', () => {
  test('makes a member with the confirmed e-mail and the chosen handle, who is known from then on', async () => {
    const newcomer = aNewcomer();
    const handle = aHandle();
    const id = await joinFromElsewhere(newcomer, { handle, locale: 'zh' });
    const [member] = await membersWith(newcomer.email ?? '');
    expect(member).toMatchObject({ id, handle, name: 'Ana María', locale: 'zh', role: 'member' });
    expect(await recognise(newcomer)).toBe(id);
    expect(await findSignInWays(id)).toEqual({ hasPassword: false, linked: ['github'] });
  });

  test('happens once, however often it is sent', async () => {
    const newcomer = aNewcomer();
    const outcomes = await race(15, () => joinFromElsewhere(newcomer, { handle: aHandle(), locale: 'en' }));
    expect(winners(outcomes)).toHaveLength(1);
    for (const lost of losers(outcomes)) expect(lost).toMatchObject({ code: 'accounts.elsewhere-joined' });
    expect(await membersWith(newcomer.email ?? '')).toHaveLength(1);
  });

  test('with an account there that has joined under another e-mail writes nothing', async () => {
    const newcomer = aNewcomer();
    await joinFromElsewhere(newcomer, { handle: aHandle(), locale: 'en' });
    const again = { ...newcomer, email: `${randomUUID()}@elsewhere.test` };
    await expect(joinFromElsewhere(again, { handle: aHandle(), locale: 'en' })).rejects.toMatchObject({
      code: 'accounts.elsewhere-joined',
    });
    expect(await membersWith(again.email)).toEqual([]);
  });

  test('gives a handle to exactly one of many, and tells the others kindly', async () => {
    const handle = aHandle();
    const outcomes = await race(15, () => joinFromElsewhere(aNewcomer(), { handle, locale: 'en' }));
    expect(winners(outcomes)).toHaveLength(1);
    for (const lost of losers(outcomes))
      expect(lost).toMatchObject({
        code: 'accounts.handle-taken',
        details: { fields: { handle: 'accounts.handle-taken' } },
      });
  });

  test('does not get a handle that a member had before', async () => {
    const member = await aMember();
    const handle = aHandle();
    await db.insert(formerHandles).values({ handle, memberId: member.id, leftAt: new Date() });
    const newcomer = aNewcomer();
    await expect(joinFromElsewhere(newcomer, { handle, locale: 'en' })).rejects.toMatchObject({
      code: 'accounts.handle-taken',
    });
    expect(await membersWith(newcomer.email ?? '')).toEqual([]);
  });
});

describe('a way to sign in', () => {
  const linkedToBoth = async (passwordHash?: string) => {
    const member = await aMember(passwordHash ? { passwordHash } : {});
    for (const provider of both) await linkIdentity(member, aNewcomer({ provider }));
    return member;
  };

  test('can be taken away from its member, but never the last', async () => {
    const member = await linkedToBoth();
    await unlinkIdentity(member, { provider: 'github' }, both);
    await unlinkIdentity(member, { provider: 'github' }, both);
    await expect(unlinkIdentity(member, { provider: 'google' }, both)).rejects.toMatchObject({
      code: 'accounts.elsewhere-last',
    });
    expect((await findSignInWays(member.id)).linked).toEqual(['google']);
  });

  test('stays when two are taken away at once', async () => {
    for (let round = 0; round < 10; round++) {
      const member = await linkedToBoth();
      const outcomes = await race(2, (i) => unlinkIdentity(member, { provider: both[i] ?? 'github' }, both));
      expect(winners(outcomes)).toHaveLength(1);
      expect((await findSignInWays(member.id)).linked).toHaveLength(1);
    }
  });

  test('counts only while this site offers it, and a password is one', async () => {
    const member = await linkedToBoth();
    await expect(unlinkIdentity(member, { provider: 'github' }, ['github'])).rejects.toMatchObject({
      code: 'accounts.elsewhere-last',
    });
    const withPassword = await linkedToBoth('a hash');
    for (const provider of both) await unlinkIdentity(withPassword, { provider }, both);
    expect(await findSignInWays(withPassword.id)).toEqual({ hasPassword: true, linked: [] });
  });

  test('is not taken from another member', async () => {
    const [member, stranger] = [await linkedToBoth(), await aMember({ passwordHash: 'a hash' })];
    await unlinkIdentity(stranger, { provider: 'github' }, both);
    expect((await findSignInWays(member.id)).linked).toHaveLength(2);
  });
});

test.each([
  ['Ana María', 'ana_maria'],
  ['octo-cat', 'octo_cat'],
  ['  __Zoë  ', 'zoe'],
  ['x'.repeat(40), 'x'.repeat(30)],
  ['王小明', ''],
  ['Al', ''],
  ['Admin', ''],
  ['', ''],
])('the handle suggested for %j is %j', (name, handle) => expect(suggestHandle(name)).toBe(handle));
