import 'server-only';
import { eq, lt, sql } from 'drizzle-orm';
import { db, type Tx } from '@/platform/db/client';
import { mails } from './tables';

/** How long it is known which mail went to whom. */
const keptDays = 90;

/** Takes an address (in either case) and what was written to it out of the list of mails; that there were mails stays. */
export async function forgetRecipient(tx: Tx, address: string): Promise<void> {
  await tx
    .update(mails)
    // A server's words about a failure may repeat the address.
    .set({ recipient: '', subject: '', lastError: null })
    .where(eq(sql`lower(${mails.recipient})`, address.toLowerCase()));
}

/** Deletes the rows of mails that are older than 90 days: no job tries again so late. @returns how many */
export async function forgetOldMails(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  const gone = await db.delete(mails).where(lt(mails.createdAt, before)).returning({ key: mails.key });
  return gone.length;
}
