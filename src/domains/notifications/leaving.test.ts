import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { race, winners } from '@/testing/race';
import { chooseTelling } from './commands/choose-telling';
import { leaveDigest } from './commands/leave-digest';
import { leaveDoor, memberOfLink } from './links';
import { findTellingChoices } from './queries';
import { tellingKinds } from './rules';
import { notificationSettings } from './tables';

const tokenOf = (id: number) => leaveDoor(id).split('/').at(-1) ?? '';
const mailBoxes = async (member: { id: MemberId }) =>
  (await findTellingChoices(member)).map(({ boxes }) => boxes.find(({ channel }) => channel === 'mail')?.isOn);

describe('the link of a digest', () => {
  it('turns off every mail box, and only those, however often it is used', async () => {
    const member = await aMember();
    await chooseTelling(member, { site: ['liked'], mail: [...tellingKinds] });
    expect(winners(await race(6, () => leaveDigest(tokenOf(member.id))))).toHaveLength(6);
    expect(await mailBoxes(member)).toEqual(tellingKinds.map(() => false));
    const site = (await findTellingChoices(member)).map(({ boxes }) => boxes[0]?.isOn);
    expect(site).toEqual([false, true, false, false, true]);
  });

  it('does nothing for somebody who is gone', async () => {
    await leaveDigest(tokenOf(2 ** 40));
    expect(await db.$count(notificationSettings, eq(notificationSettings.memberId, (2 ** 40) as MemberId))).toBe(0);
  });

  it('is good for one member, and for nobody when a single character is another', async () => {
    const [member, other] = [await aMember(), await aMember()];
    const token = tokenOf(member.id);
    expect(memberOfLink(token)).toBe(member.id);
    const [id, proof] = [token.split('-')[0], token.slice(token.indexOf('-') + 1)];
    const forged = [
      `${other.id.toString(36)}-${proof}`,
      `0${token}`,
      token.toUpperCase(),
      `${id}-${proof.slice(0, 21)}`,
      `${token}A`,
      ` ${token}`,
      `${id}-${'A'.repeat(22)}`,
      ...Array.from(proof, (character, place) => {
        const another = character === 'A' ? 'Q' : 'A';
        return `${id}-${proof.slice(0, place)}${another}${proof.slice(place + 1)}`;
      }),
      '',
      'zzzzzzzzzzz-AAAAAAAAAAAAAAAAAAAAAA',
      '\u0000',
      'x'.repeat(100_000),
    ];
    for (const token of forged) {
      expect(memberOfLink(token), token).toBeNull();
      await expect(leaveDigest(token)).rejects.toMatchObject({ code: 'notifications.link' });
    }
    expect(await mailBoxes(other)).toEqual(tellingKinds.map(() => true));
  });
});
