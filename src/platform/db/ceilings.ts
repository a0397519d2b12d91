import 'server-only';
import { lt, sql } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import { db, type Tx } from '@/platform/db/client';
import { disguised } from '@/platform/keyed-hash';
import { ceilings } from './tables';

/** At most `max` uses of `kind` by `key` (an e-mail, an address, a member) within any `windowSeconds`. */
export type Ceiling = { kind: string; key: string; max: number; windowSeconds: number };

/**
 * Counts one use under each ceiling, or none at all when one is reached. Unlike `limit`, which lets everybody pass while Redis is away, this holds
 * always and exactly, however many come at once: each row is locked while its last instants are looked at. For what must never be more, such as
 * guesses. Callers give ceilings of different kinds in one fixed order, so that two of them never wait for each other in a circle.
 * @throws Refusal `site.limited` with the seconds until the next use is free
 */
export async function spend(given: readonly Ceiling[], now = new Date()): Promise<void> {
  await db.transaction((tx) => spendIn(tx, given, now));
}

/** The same in the transaction of what is counted: what it does not do in the end costs no use. @throws Refusal as {@link spend} */
export async function spendIn(tx: Tx, given: readonly Ceiling[], now: Date): Promise<void> {
  for (const ceiling of given) if (!(await countUse(tx, ceiling, now))) await refuseUse(tx, ceiling, now);
}

/** Gives back what was counted under a ceiling: its key has shown that it means no harm. */
export async function forgetUses({ kind, key }: Pick<Ceiling, 'kind' | 'key'>): Promise<void> {
  await db.delete(ceilings).where(sql`${ceilings.kind} = ${kind} and ${ceilings.key} = ${disguised(kind, key)}`);
}

/** Removes what counts no more. */
export async function forgetOldUses(now: Date): Promise<void> {
  await db.delete(ceilings).where(lt(ceilings.expiresAt, now));
}

async function countUse(tx: Tx, { kind, key, max, windowSeconds }: Ceiling, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const expires = new Date(now.getTime() + windowSeconds * 1000).toISOString();
  const since = new Date(now.getTime() - windowSeconds * 1000).toISOString();
  const recent = sql`array(select used from unnest(${ceilings.uses}) used where used > ${since}::timestamptz)`;
  const { rows } = await tx.execute(sql`
    insert into ${ceilings} (kind, key, uses, expires_at)
    values (${kind}, ${disguised(kind, key)}, array[${at}::timestamptz], ${expires}::timestamptz)
    on conflict (kind, key) do update
      set uses = ${recent} || ${at}::timestamptz, expires_at = excluded.expires_at
      where cardinality(${recent}) < ${max}
    returning 1`);
  return rows.length > 0;
}

async function refuseUse(tx: Tx, { kind, key, windowSeconds }: Ceiling, now: Date): Promise<never> {
  const since = new Date(now.getTime() - windowSeconds * 1000).toISOString();
  const { rows } = await tx.execute<{ oldest: Date | string | null }>(sql`
    select (select min(used) from unnest(${ceilings.uses}) used where used > ${since}::timestamptz) as oldest
    from ${ceilings} where ${ceilings.kind} = ${kind} and ${ceilings.key} = ${disguised(kind, key)}`);
  const oldest = new Date(rows[0]?.oldest ?? now).getTime();
  const retryAfterSeconds = Math.max(1, Math.ceil((oldest + windowSeconds * 1000 - now.getTime()) / 1000));
  return refuse('limited', 'site.limited', 'Too many tries; wait a while.', { retryAfterSeconds });
}
