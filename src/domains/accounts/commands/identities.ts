import 'server-only';
import { and, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { Locale } from '@/i18n/routing';
import { invariant } from '@/kernel/invariant';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { isUniqueViolation } from '@/platform/db/unique-violation';
import { offeredSignIns } from '@/platform/env';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { identityLinked, memberRegistered } from '../events';
import type { Viewer } from '../queries';
import { goneFrom, type IdentityProvider } from '../rules';
import { identities, type MemberId, members, passwords } from '../tables';
import { refuseFormerHandle, refuseTakenHandle } from './change-handle';

/** Somebody who has proven an account elsewhere, as its provider tells it. */
export type Newcomer = {
  provider: IdentityProvider;
  accountId: string;
  /** An e-mail that the provider has confirmed; null when it has none. */
  email: string | null;
  /** What the person is called there; may be "". */
  name: string;
};

const columns = { id: members.id, suspendedAt: members.suspendedAt, deletedAt: members.deletedAt };

const isOf = ({ provider, accountId }: Newcomer) =>
  and(eq(identities.provider, provider), eq(identities.accountId, accountId));

/** Only what the provider has confirmed proves anything. @throws Refusal `accounts.elsewhere-unverified` */
function demandEmail({ email }: Newcomer): string {
  return (
    email ?? refuse('forbidden', 'accounts.elsewhere-unverified', 'The account elsewhere has no confirmed e-mail.')
  );
}

async function owner(tx: Tx, newcomer: Newcomer) {
  const [found] = await tx
    .select(columns)
    .from(identities)
    .innerJoin(members, eq(members.id, identities.memberId))
    .where(isOf(newcomer));
  return found;
}

/** Links once; a second time is no mistake. The keys decide: one member for an account elsewhere, one account of a provider for a member. */
async function link(tx: Tx, memberId: MemberId, newcomer: Newcomer, now: Date): Promise<void> {
  const { provider, accountId } = newcomer;
  const linked = await tx
    .insert(identities)
    .values({ provider, accountId, memberId, createdAt: now })
    .onConflictDoNothing()
    .returning({ memberId: identities.memberId });
  if (linked.length > 0) return announce(tx, identityLinked, { memberId, provider });
  const holder = await owner(tx, newcomer);
  if (holder?.id === memberId) return;
  if (holder) refuse('conflict', 'accounts.elsewhere-taken', 'That account signs another member in.');
  refuse('conflict', 'accounts.elsewhere-other', 'The member is linked to another account there.');
}

/**
 * The member whom an account elsewhere signs in: who is linked to it, else who has its confirmed e-mail, and is linked by that. Null for nobody: they may
 * join. A member who deleted the account gets in while it can be had back.
 * @throws Refusal `accounts.elsewhere-suspended`, `accounts.gone`, `accounts.elsewhere-unverified`; `accounts.elsewhere-other` when the member with that e-mail has linked
 * another account there
 */
export function recognise(newcomer: Newcomer, now = new Date()): Promise<MemberId | null> {
  return transaction(async (tx) => {
    const known = await owner(tx, newcomer);
    const member = known ?? (await ownerOfEmail(tx, demandEmail(newcomer)));
    if (!member) return null;
    if (member.suspendedAt !== null) refuse('forbidden', 'accounts.elsewhere-suspended', 'This account is suspended.');
    if (member.deletedAt && goneFrom(member.deletedAt) <= now)
      refuse('gone', 'accounts.gone', 'This account cannot be had back any more.');
    if (!known) await link(tx, member.id, newcomer, now);
    return member.id;
  });
}

/** Whoever has the e-mail keeps it until the link is made. */
async function ownerOfEmail(tx: Tx, email: string) {
  const [found] = await tx
    .select(columns)
    .from(members)
    .where(eq(sql`lower(${members.email})`, email.toLowerCase()))
    .for('share');
  return found;
}

/**
 * Links an account elsewhere to a signed-in member, whatever its e-mail is, as long as there is a confirmed one.
 * @throws Refusal `accounts.elsewhere-unverified`, `accounts.elsewhere-taken`, `accounts.elsewhere-other`
 */
export async function linkIdentity({ id }: Pick<Viewer, 'id'>, newcomer: Newcomer, now = new Date()): Promise<void> {
  demandEmail(newcomer);
  await transaction((tx) => link(tx, id, newcomer, now));
}

/**
 * Takes a way to sign in away from its member, but never the last: without a password another one stays that this site offers. The lock makes two of one
 * member wait for each other. What is not linked is no mistake.
 * @param offered the providers whose keys are set
 * @throws Refusal `accounts.elsewhere-last`
 */
export async function unlinkIdentity(
  { id }: Pick<Viewer, 'id'>,
  { provider }: { provider: IdentityProvider },
  offered: readonly IdentityProvider[] = offeredSignIns(),
): Promise<void> {
  await transaction(async (tx) => {
    await tx.select({ id: members.id }).from(members).where(eq(members.id, id)).for('no key update');
    const [other] = await tx
      .select({ id: members.id })
      .from(members)
      .leftJoin(passwords, eq(passwords.memberId, members.id))
      .leftJoin(
        identities,
        and(
          eq(identities.memberId, members.id),
          ne(identities.provider, provider),
          inArray(identities.provider, [...offered]),
        ),
      )
      .where(and(eq(members.id, id), or(isNotNull(passwords.memberId), isNotNull(identities.memberId))))
      .limit(1);
    if (!other) refuse('conflict', 'accounts.elsewhere-last', 'This is the only way to sign in.');
    await tx.delete(identities).where(and(eq(identities.memberId, id), eq(identities.provider, provider)));
  });
}

/**
 * Makes a member of somebody whose e-mail the provider has confirmed, signed in from there from now on. The keys see to it that this happens once.
 * @param handle in its form and not reserved (`inputs.ts`)
 * @throws Refusal `accounts.handle-taken`; `accounts.elsewhere-joined` when the e-mail or the account there has a member by now
 */
export async function joinFromElsewhere(
  newcomer: Newcomer,
  { handle, locale }: { handle: string; locale: Locale },
  now = new Date(),
): Promise<MemberId> {
  const { provider, accountId } = newcomer;
  const email = demandEmail(newcomer);
  return transaction(async (tx) => {
    const [member] = await tx
      .insert(members)
      .values({ handle, name: newcomer.name || handle, email, locale, createdAt: now })
      .returning({ id: members.id });
    invariant(member, 'an inserted row comes back');
    await refuseFormerHandle(tx, handle, member.id);
    await tx.insert(identities).values({ provider, accountId, memberId: member.id, createdAt: now });
    await announce(tx, memberRegistered, { memberId: member.id });
    return member.id;
  }).catch((thrown: unknown) => {
    if (isUniqueViolation(thrown, 'members_by_email') || isUniqueViolation(thrown, 'identities_provider_account_id_pk'))
      refuse('conflict', 'accounts.elsewhere-joined', 'There is a member by now.');
    return refuseTakenHandle(thrown);
  });
}
