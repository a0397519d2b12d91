import 'server-only';
import { refuse } from '@/kernel/refusal';
import { makeDoor } from '@/platform/action';
import { makeFileForm } from '@/platform/file-form';
import { currentViewer } from './viewer';

/** Who is asking, who must be signed in. @throws Refusal `accounts.sign-in-first`. */
export async function demandMember() {
  return (await currentViewer()) ?? refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.');
}

/** Actions that anybody may call; limits count by address. */
export const visitorAction = makeDoor(currentViewer, () => null);

/** Actions of signed-in members. What a muted one may not do is refused by the command. */
export const memberAction = makeDoor(demandMember, (member) => String(member.id));

/** Plain forms with a file, of signed-in members. */
export const memberFileForm = makeFileForm(demandMember, (member) => String(member.id));
