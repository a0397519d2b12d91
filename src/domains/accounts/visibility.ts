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

/** The account is there, or can still be had back after it was deleted. The time decides, not the job that erases: an hour late is not an hour more. */
export const isNotGone = (now: Date) => or(isNull(members.deletedAt), gt(members.deletedAt, erasedIfLeftBefore(now)));
