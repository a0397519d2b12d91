import 'server-only';
import { forgetOldUses } from '@/platform/db/ceilings';
import { clock, listen } from '@/platform/jobs/client';
import type { Step } from '@/platform/jobs/step';
import { forgetOldProofs } from '@/platform/proof-of-work/proof';
import { tellPasswordChange } from './commands/change-password';
import { tellDeleted } from './commands/delete-account';
import { eraseMembers } from './commands/erase-members';
import { forgetOldRequests } from './commands/request-code';
import { sendCode } from './commands/send-code';
import { forgetOldSessions } from './commands/sessions';
import { tellIdentityLinked } from './commands/tell-identity-linked';
import { codeRequested, identityLinked, memberDeleted, passwordChanged } from './events';

export async function writeCodeMail(data: { requestId: number; sequence: number }, step: Step) {
  await step.run('mail', () => sendCode(data));
}

/** Nothing that is over stays: wishes with their passwords, sessions, counted uses, spent proofs. */
export async function tidyAccounts(now: Date) {
  await forgetOldRequests(now);
  await forgetOldSessions(now);
  await forgetOldUses(now);
  await forgetOldProofs(now);
}

export const jobs = [
  // A code is good for five minutes: more retries would write about one that is over.
  listen(codeRequested, { id: 'accounts-send-code', retries: 3 }, writeCodeMail),
  listen(memberDeleted, { id: 'accounts-tell-deleted' }, ({ memberId }, step) =>
    step.run('mail', () => tellDeleted(memberId)),
  ),
  clock({ id: 'accounts-erase', cron: '41 * * * *' }, eraseMembers),
  listen(passwordChanged, { id: 'accounts-tell-password-change' }, (data, step) =>
    step.run('mail', () => tellPasswordChange(data)),
  ),
  listen(identityLinked, { id: 'accounts-tell-identity-linked' }, (data, step) =>
    step.run('mail', () => tellIdentityLinked(data)),
  ),
  clock({ id: 'accounts-tidy', cron: '*/10 * * * *' }, tidyAccounts),
];
