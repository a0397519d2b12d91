import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { transaction } from '@/platform/outbox/transaction';
import { losers, race, winners } from '@/testing/race';
import { changeHandle, refuseFormerHandle, refuseTakenHandle } from './commands/change-handle';
import { aMember } from './factory';
import { handle as handleInput } from './inputs';
import { formerHandles, members } from './tables';

const taken = { code: 'accounts.handle-taken', details: { fields: { handle: 'accounts.handle-taken' } } };
let count = 0;
const aHandle = () => `free_${Date.now().toString(36)}_${count++}`;
const handleOf = async (id: (typeof members.$inferSelect)['id']) =>
  (await db.select({ handle: members.handle }).from(members).where(eq(members.id, id)))[0]?.handle;
const day = (number: number) => new Date(Date.UTC(2026, 0, number));

/** As somebody who registers takes a handle: written first, looked at afterwards. */
const register = (handle: string) =>
  transaction(async (tx) => {
    const [member] = await tx
      .insert(members)
      .values({ handle, name: handle, email: `${aHandle()}@example.test` })
      .returning();
    if (!member) throw new Error('a member was not inserted');
    await refuseFormerHandle(tx, handle, member.id);
    return member;
  }).catch(refuseTakenHandle);

describe('a handle that is changed', () => {
  test('is the member’s at once, and what was kept under every handle is to be forgotten', async () => {
    const ana = await aMember();
    const [second, third] = [aHandle(), aHandle()];
    await changeHandle(ana, { handle: second });
    expect(await handleOf(ana.id)).toBe(second);
    const { everyHandle } = await changeHandle(ana, { handle: third });
    expect(new Set(everyHandle)).toEqual(new Set([ana.handle, second, third]));
  });

  test('can be had back by the one who left it, and by nobody else', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    await changeHandle(ana, { handle: aHandle() });
    await expect(changeHandle(bo, { handle: ana.handle })).rejects.toMatchObject(taken);
    await expect(register(ana.handle)).rejects.toMatchObject(taken);
    expect(await handleOf(bo.id)).toBe(bo.handle);
    await changeHandle(ana, { handle: ana.handle });
    expect(await handleOf(ana.id)).toBe(ana.handle);
  });

  test('is free again when its former member is gone for good', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    await changeHandle(ana, { handle: aHandle() });
    await db.delete(members).where(eq(members.id, ana.id));
    await changeHandle(bo, { handle: ana.handle });
    expect(await handleOf(bo.id)).toBe(ana.handle);
  });

  test('is refused when somebody has it, and nothing is written', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    await expect(changeHandle(ana, { handle: bo.handle })).rejects.toMatchObject(taken);
    expect(await handleOf(ana.id)).toBe(ana.handle);
    expect(await db.$count(formerHandles, eq(formerHandles.memberId, ana.id))).toBe(0);
  });

  test('changes twice in thirty days, taking it back included; the same again costs nothing', async () => {
    const ana = await aMember();
    const second = aHandle();
    await changeHandle(ana, { handle: second }, day(1));
    await changeHandle(ana, { handle: second }, day(2));
    await changeHandle(ana, { handle: ana.handle }, day(20));
    await expect(changeHandle(ana, { handle: second }, day(21))).rejects.toMatchObject({
      code: 'accounts.handle-often',
    });
    await changeHandle(ana, { handle: second }, day(32));
    await expect(changeHandle(ana, { handle: aHandle() }, day(33))).rejects.toMatchObject({ status: 429 });
    await changeHandle(ana, { handle: aHandle() }, day(51));
  });
});

describe('when many want the same at once', () => {
  test('a free handle goes to exactly one of many', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => aMember()));
    const wanted = aHandle();
    const outcomes = await race(8, (i) => changeHandle(people[i] as (typeof people)[number], { handle: wanted }));
    expect(winners(outcomes)).toHaveLength(1);
    for (const reason of losers(outcomes)) expect(reason).toMatchObject(taken);
  });

  test('a handle that is being left goes to nobody who registers it in that moment', async () => {
    for (let round = 0; round < 15; round++) {
      const ana = await aMember();
      const outcomes = await race<unknown>(5, (i) =>
        i === 0 ? changeHandle(ana, { handle: aHandle() }) : register(ana.handle),
      );
      expect(winners(outcomes)).toHaveLength(1);
      for (const reason of losers(outcomes)) expect(reason).toMatchObject(taken);
      expect(await db.$count(members, eq(members.handle, ana.handle))).toBe(0);
    }
  });

  test('two who want each other’s handle both hear it is taken, and neither waits for the other', async () => {
    for (let round = 0; round < 10; round++) {
      const [ana, bo, cy] = [await aMember(), await aMember(), await aMember()];
      const wishes = [() => changeHandle(ana, bo), () => changeHandle(bo, cy), () => changeHandle(cy, ana)];
      const outcomes = await race(3, (i) => (wishes[i] as () => Promise<unknown>)());
      for (const reason of losers(outcomes)) expect(reason).toMatchObject(taken);
      expect(winners(outcomes)).toHaveLength(0);
    }
  });

  test('one member’s changes count one by one', async () => {
    const ana = await aMember();
    const outcomes = await race(6, () => changeHandle(ana, { handle: aHandle() }));
    expect(winners(outcomes)).toHaveLength(2);
    for (const reason of losers(outcomes)) expect(reason).toMatchObject({ code: 'accounts.handle-often' });
  });
});

describe('a handle that is typed', () => {
  const parse = (typed: unknown) => {
    const result = handleInput.safeParse(typed);
    return result.success ? result.data : result.error.issues[0]?.message;
  };
  test.each([
    ['Ana_99', 'ana_99'],
    [' @ana ', 'ana'],
    ['abc', 'abc'],
    ['a'.repeat(30), 'a'.repeat(30)],
  ])('is taken kindly: %j', (typed, kept) => expect(parse(typed)).toBe(kept));
  test.each([
    ['ab'],
    ['a'.repeat(31)],
    ['\u0430na'],
    ['an\u0430'],
    ['ana lee'],
    ['ana-lee'],
    ['ana\u202e'],
    ['ana\r\nbcc: x'],
    ['ana\n'.repeat(2)],
    ['ａｎａ'],
    [''],
  ])('is refused in a form that is none: %j', (typed) => expect(parse(typed)).toBe('accounts.handle-form'));
  test('is refused before any work when it is a megabyte long', () =>
    expect(parse('a'.repeat(1_000_000))).toBe('accounts.handle-form'));
  test.each(['admin', 'Settings', '@STAFF'])('is refused when the house keeps it: %s', (typed) =>
    expect(parse(typed)).toBe('accounts.handle-reserved'),
  );
});
