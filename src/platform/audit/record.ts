import 'server-only';
import type { Tx } from '@/platform/db/client';
import { auditLines } from './tables';

/** One act of staff: who (a member's id), what (`images/deleted`), to which thing, and details that hold no personal data. */
export type AuditLine = Pick<
  typeof auditLines.$inferInsert,
  'actorId' | 'action' | 'targetKind' | 'targetId' | 'details'
>;

/** Writes a line in the transaction of the act itself: neither is kept without the other. */
export async function recordAudit(tx: Tx, line: AuditLine, now: Date): Promise<void> {
  await tx.insert(auditLines).values({ ...line, at: now });
}
