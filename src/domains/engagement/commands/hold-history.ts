import 'server-only';
import { sql } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import type { Tx } from '@/platform/db/client';

/** Any fixed number, apart from those of other locks. */
const family = 8_482_034;

/**
 * What is written of one member's history takes turns, until the transaction ends: nothing is written down once a pause or a clearing was answered, and looks
 * that come at once each see what the others left. Call it in a statement before the one that looks.
 */
export async function holdHistory(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashint8extended(${memberId}::bigint, ${family}))`);
}
