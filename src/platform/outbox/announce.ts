import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { z } from 'zod';
import type { Tx } from '@/platform/db/client';
import type { EventKind } from '@/platform/outbox/event';
import { outbox } from '@/platform/outbox/tables';

/** What the running `transaction()` has to do once it is committed. Follows the calls, so that savepoints inside count too. */
export const announcing = new AsyncLocalStorage<{ hasAnnounced: boolean }>();

/**
 * Writes a fact into the outbox, in the transaction that makes it true. It leaves for Inngest after the commit, at least once.
 * @throws ZodError when `data` does not fit the kind: a bug of the caller's.
 */
export async function announce<Schema extends z.ZodObject>(tx: Tx, kind: EventKind<Schema>, data: z.input<Schema>) {
  const fact = kind.schema.parse(data);
  await tx.insert(outbox).values({ name: kind.name, data: fact });
  const running = announcing.getStore();
  if (running) running.hasAnnounced = true;
}
