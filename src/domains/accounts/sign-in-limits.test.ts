import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '@/kernel/refusal';
import { losers, race, winners } from '@/testing/race';
import { checkPassword } from './commands/check-password';
import { withDevice } from './commands/sign-in-limits';
import { aMember } from './factory';
import { hashPassword } from './passwords';
import type { MemberId } from './tables';

const password = 'a long enough secret';
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

/** A network nobody else uses. */
const aNetwork = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}`;
const from = (network: string, devices: string | null = null) => ({ network, devices });
const minutes = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000);
const limited = { code: 'site.limited' };

/** Wrong tries, one after the other, refused ones included. */
async function hammer(times: number, login: string, network: () => string, now = minutes(0)) {
  for (let i = 0; i < times; i++)
    await checkPassword({ login, password: `wrong ${i}` }, from(network()), now).catch(() => null);
}

describe('a stranger who hammers', () => {
  test('from one network is refused there, and the member signs in from another and from a known device', async () => {
    const member = await aMember({ passwordHash });
    const theirs = aNetwork();
    await hammer(1_000, member.handle, () => theirs);
    const right = { login: member.handle, password };
    await expect(checkPassword(right, from(theirs), minutes(1))).rejects.toMatchObject(limited);
    expect(await checkPassword(right, from(aNetwork()), minutes(1))).toMatchObject({ id: member.id });
    expect(await checkPassword(right, from(theirs, withDevice(null, member.id)), minutes(1))).toMatchObject({
      id: member.id,
    });
  });

  test('from many networks never keeps the member out', async () => {
    const member = await aMember({ passwordHash });
    await race(1_000, (i) => checkPassword({ login: member.email, password: `wrong ${i}` }, from(aNetwork())));
    expect(await checkPassword({ login: member.email, password }, from(aNetwork()))).toMatchObject({ id: member.id });
  }, 120_000);

  test('at many names from one network is refused after a hundred, and a known device there is not', async () => {
    const member = await aMember({ passwordHash });
    const network = aNetwork();
    for (let i = 0; i < 100; i++) await checkPassword({ login: `nobody_${i}`, password }, from(network), minutes(0));
    const right = { login: member.handle, password };
    await expect(checkPassword(right, from(network), minutes(0))).rejects.toMatchObject(limited);
    expect(await checkPassword(right, from(network, withDevice(null, member.id)), minutes(0))).not.toBeNull();
  }, 60_000);
});

describe('the ceiling of sign-in', () => {
  test('looks at exactly ten of a hundred that come at once', async () => {
    const { handle } = await aMember({ passwordHash });
    const network = aNetwork();
    const outcomes = await race(100, () =>
      checkPassword({ login: handle, password: 'wrong' }, from(network), minutes(0)),
    );
    expect(winners(outcomes)).toEqual(Array(10).fill(null));
    for (const lost of losers(outcomes)) expect(lost).toBeInstanceOf(Refusal);
  });

  test('is the same for a name that nobody has, in either case', async () => {
    const { handle } = await aMember({ passwordHash });
    for (const login of [handle, `nobody_${handle}`]) {
      const network = aNetwork();
      await hammer(9, login, () => network);
      expect(
        await checkPassword({ login: login.toUpperCase(), password: 'wrong' }, from(network), minutes(0)),
      ).toBeNull();
      await expect(checkPassword({ login, password }, from(network), minutes(0))).rejects.toMatchObject(limited);
    }
  });

  test('does not tell that an e-mail and a handle are one member’s', async () => {
    const { handle, email } = await aMember({ passwordHash });
    const network = aNetwork();
    await hammer(11, handle, () => network);
    for (const login of [email, `nobody.${email}`])
      expect(await checkPassword({ login, password: 'wrong' }, from(network), minutes(0))).toBeNull();
  });

  test('says when to come back, and is gone then', async () => {
    const { handle, id } = await aMember({ passwordHash });
    const network = aNetwork();
    await hammer(10, handle, () => network);
    await expect(checkPassword({ login: handle, password }, from(network), minutes(5))).rejects.toMatchObject({
      ...limited,
      details: { retryAfterSeconds: 600 },
    });
    expect(await checkPassword({ login: handle, password }, from(network), minutes(15))).toMatchObject({ id });
  });

  test('starts anew with the right password', async () => {
    const { handle } = await aMember({ passwordHash });
    const network = aNetwork();
    for (let round = 0; round < 3; round++) {
      await hammer(9, handle, () => network);
      expect(await checkPassword({ login: handle, password }, from(network), minutes(0))).not.toBeNull();
    }
  });
});

describe('a known device', () => {
  const isKnown = async (devices: string, memberHash = passwordHash) => {
    const member = await aMember({ passwordHash: memberHash });
    const network = aNetwork();
    await hammer(10, member.handle, () => network);
    return checkPassword({ login: member.handle, password }, from(network, devices), minutes(0)).then(
      () => true,
      () => false,
    );
  };

  test('is none when it is forged, another member’s, or no device at all', async () => {
    const stranger = await aMember();
    const theirs = withDevice(null, stranger.id);
    const forged = `${theirs.slice(0, 23)}${'A'.repeat(22)}`;
    for (const devices of ['', 'x', '.', 'ä'.repeat(45), theirs, forged, `${theirs}.${theirs}.${forged}`])
      expect(await isKnown(devices)).toBe(false);
  });

  test('has ten tries of its own, and no more', async () => {
    const { id, handle } = await aMember({ passwordHash });
    const devices = withDevice(null, id);
    const outcomes = await race(30, () =>
      checkPassword({ login: handle, password: 'wrong' }, from(aNetwork(), devices), minutes(0)),
    );
    expect(winners(outcomes)).toHaveLength(10);
  });

  test('stays the same with each sign-in, and leaves room for the last five members of a browser', async () => {
    const ids = [1, 2, 3, 4, 5, 6].map((id) => id as MemberId);
    const first = withDevice(null, 1 as MemberId);
    expect(withDevice(first, 1 as MemberId)).toBe(first);
    const all = ids.reduce<string | null>((devices, id) => withDevice(devices, id), null) ?? '';
    expect(all.split('.')).toHaveLength(5);
    const again = withDevice(all, 3 as MemberId);
    expect(new Set(again.split('.'))).toEqual(new Set(all.split('.')));
  });
});
