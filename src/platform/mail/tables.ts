import { sql } from 'drizzle-orm';
import { check, index, integer, pgEnum, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** waiting: not accepted yet, a retry may follow · sent: the server took it · failed: the server refused it for good. */
export const mailState = pgEnum('mail_state', ['waiting', 'sent', 'failed']);

/** One row for each mail the house ever meant to send, by a key of the sender's choosing. What it said is not kept. */
export const mails = pgTable(
  'mails',
  {
    key: text().primaryKey(),
    recipient: text().notNull(),
    subject: text().notNull(),
    /** Made from the key, so that every try carries the same: a mailbox that gets it twice can tell. */
    messageId: text().notNull(),
    state: mailState().notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    /** Until then one sender has the mail for itself; a sender that died leaves it to the next try. */
    claimedUntil: timestamp({ withTimezone: true }),
    sentAt: timestamp({ withTimezone: true }),
    lastError: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('mails_unsent').on(table.createdAt).where(sql`${table.state} <> 'sent'`),
    check('mails_sent_has_time', sql`(${table.state} = 'sent') = (${table.sentAt} is not null)`),
  ],
);
