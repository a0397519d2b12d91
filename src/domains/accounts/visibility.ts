import 'server-only';
import { and, gt, isNull, or, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { erasedIfLeftBefore } from './rules';
import { members } from './tables';

/** The member is here: neither suspended nor leaving. Whoever is not is in no list, has no page and no session. */
export const isHere = and(isNull(members.suspendedAt), isNull(members.deletedAt));

/**
 * The member whose id stands in this column is here. A subquery of its own, so that it says the same in every statement: also in those that join
 * nobody, or somebody else than the owner.
 */
export const isOfSomebodyHere = (memberId: AnyPgColumn) =>
  sql`exists (select 1 from ${members} where ${members.id} = ${memberId} and ${isHere})`;

/** The member may sign in: not suspended, and the account can still be had back if it was deleted. The clock decides, not the job that erases. */
export const mayEnter = (now: Date) =>
  and(isNull(members.suspendedAt), or(isNull(members.deletedAt), gt(members.deletedAt, erasedIfLeftBefore(now))));
