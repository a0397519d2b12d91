'use server';
import { memberAction } from '@/domains/accounts/doors';
import { followsTag } from './cache';
import { drawBoundary } from './commands/draw-boundary';
import { follow, removeFollower, unfollow } from './commands/follow';
import { boundaryInput, followInput, personInput } from './inputs';

/** Follows somebody, or no more, as the form says. */
export const followOrNot = memberAction({
  name: 'social/follow',
  input: followInput,
  limit: { tokens: 300, windowSeconds: 600 },
  run: async (member, { verb, handle }) => {
    const other = await (verb === 'follow' ? follow(member, { handle }) : unfollow(member, { handle }));
    return [member.handle, other.handle];
  },
  touches: (_input, handles) => handles.map(followsTag),
  goesBack: true,
});

/** Takes somebody out of one's own followers. */
export const removeOwnFollower = memberAction({
  name: 'social/remove-follower',
  input: personInput,
  limit: { tokens: 300, windowSeconds: 600 },
  run: async (member, input) => [member.handle, (await removeFollower(member, input)).handle],
  touches: (_input, handles) => handles.map(followsTag),
  goesBack: true,
});

/** Mutes or blocks somebody, or takes that back, as the form says. */
export const setBoundary = memberAction({
  name: 'social/boundary',
  input: boundaryInput,
  limit: { tokens: 300, windowSeconds: 600 },
  run: async (member, input) => [member.handle, (await drawBoundary(member, input)).handle],
  // A block ends follows: the counts of both.
  touches: ({ verb }, handles) => (verb === 'block' ? handles.map(followsTag) : []),
  goesBack: true,
});
