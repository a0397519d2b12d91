import 'server-only';
import { sql } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import type { Tx } from '@/platform/db/client';

/** Any fixed number, apart from those of other locks. */
const family = 8_482_033;

/**
 * What is written of one member's comments takes turns, until the transaction ends: a double click sees the first, and of the last two that go one sees that none
 * is left. A lock of its own rather than the member's row, which everything that member does holds as well. Call it first.
 */
export async function holdAuthor(tx: Tx, authorId: MemberId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashint8extended(${authorId}::bigint, ${family}))`);
}
