import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { siteOrigin } from '@/platform/env';
import { log } from '@/platform/log';
import { mails } from './tables';
import { handOver, sendTimeoutMs } from './transport';

export type OutgoingMail = {
  /** Names this mail for good, such as `image-published:42`: one key, one mail. At most 200 printable characters. */
  key: string;
  /** One address, no name. */
  to: string;
  locale: string;
  subject: string;
  text: string;
  html: string;
  /** Further headers, such as List-Unsubscribe. */
  headers?: Record<string, string>;
};

/**
 * Sends a mail once. Its row, its key and its Message-ID are there before the first try; a call after it was accepted does nothing. A crash
 * between the server's acceptance and the row's update sends the same Message-ID again, never another.
 * Meant to be called from a durable job, which tries again when this throws.
 * @throws Error when the mail is malformed, when another call is sending it at this moment, or when the server did not take it
 */
export async function sendMail(mail: OutgoingMail, now = new Date()): Promise<{ messageId: string }> {
  assertWellFormed(mail);
  const messageId = messageIdOf(mail.key);
  await db
    .insert(mails)
    .values({ key: mail.key, recipient: mail.to, subject: mail.subject, messageId, createdAt: now })
    .onConflictDoNothing();
  const claimed = await claim(mail.key, now);
  if (!claimed) {
    const [row] = await db
      .select({ state: mails.state, messageId: mails.messageId })
      .from(mails)
      .where(eq(mails.key, mail.key));
    if (row?.state === 'sent') return { messageId: row.messageId };
    throw new Error(`mail ${mail.key} is being sent by another call`);
  }
  const { key, to, subject, text, html } = mail;
  const headers = { ...mail.headers, 'Content-Language': mail.locale, 'Auto-Submitted': 'auto-generated' };
  try {
    await handOver({ messageId: claimed.messageId, to, subject, text, html, headers });
  } catch (error) {
    await note(key, error);
    throw error;
  }
  await db
    .update(mails)
    .set({ state: 'sent', sentAt: new Date(), claimedUntil: null, lastError: null })
    .where(eq(mails.key, key));
  log.info('mail.sent', { key });
  return { messageId: claimed.messageId };
}

/** Takes an unsent mail for this call alone, for a little longer than a sending may take. */
async function claim(key: string, now: Date): Promise<{ messageId: string } | undefined> {
  const [claimed] = await db
    .update(mails)
    .set({ attempts: sql`${mails.attempts} + 1`, claimedUntil: new Date(now.getTime() + sendTimeoutMs + 5_000) })
    .where(
      and(eq(mails.key, key), ne(mails.state, 'sent'), or(isNull(mails.claimedUntil), lt(mails.claimedUntil, now))),
    )
    .returning({ messageId: mails.messageId });
  return claimed;
}

/** Keeps why a try failed: "failed" when the server said never (5xx), "waiting" when a further try may help. */
async function note(key: string, error: unknown): Promise<void> {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined;
  const state = code !== undefined && code >= 500 ? 'failed' : 'waiting';
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  await db.update(mails).set({ state, lastError, claimedUntil: null }).where(eq(mails.key, key));
  log.warn('mail.failed', { key, state, code });
}

/** The same for the same key on the same site. */
function messageIdOf(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return `<${digest}@${new URL(siteOrigin()).hostname}>`;
}

const control = /\p{Cc}/u;

/** A line break in an address, subject or header would begin a header of somebody else's making. @throws Error */
function assertWellFormed({ key, to, subject, locale, headers = {} }: OutgoingMail): void {
  const problem = (what: string) => new Error(`mail ${JSON.stringify(key)}: ${what} is malformed`);
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw problem('the key');
  if (to.length > 254 || !/^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u.test(to))
    throw problem('the address');
  if (subject.trim() === '' || control.test(subject)) throw problem('the subject');
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale)) throw problem('the language');
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name) || control.test(value)) throw problem('a header');
  }
}
