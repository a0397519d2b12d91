'use server';
import { memberAction, visitorAction } from '@/domains/accounts/doors';
import { chooseTelling } from './commands/choose-telling';
import { leaveDigest } from './commands/leave-digest';
import { markRead } from './commands/mark-read';
import { leaveInput, nothingInput, tellingInput } from './inputs';

export const markAllRead = memberAction({
  name: 'notifications/read',
  input: nothingInput,
  run: (member) => markRead(member),
  next: () => '/notifications',
});

export const chooseWhatToBeTold = memberAction({
  name: 'notifications/choose',
  input: tellingInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: chooseTelling,
});

/** No session is asked for: whoever has the link of the mail is whom it was sent to. */
export const leaveDigestByLink = visitorAction({
  name: 'notifications/leave',
  input: leaveInput,
  run: (_anybody, { token }) => leaveDigest(token),
});
