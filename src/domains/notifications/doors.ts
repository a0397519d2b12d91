import 'server-only';
import type { MemberId } from '@/domains/accounts/tables';
import { markRead } from './commands/mark-read';
import { listNotifications } from './queries';

/**
 * A page of what a member is told, about to be shown: what is new on it is marked as read, and still told as new this once. Waited for, so that whoever
 * counts next, counts right; where nothing is new, nothing is written.
 * @throws Refusal `site.cursor`
 */
export async function openNotifications(member: { id: MemberId }, cursor?: string) {
  const { range, ...page } = await listNotifications(member, cursor);
  if (range) await markRead(member, range);
  return page;
}
