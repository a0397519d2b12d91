import 'server-only';
import { sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { MemberId } from '@/domains/accounts/tables';
import { boundaries } from './tables';

/**
 * The member whose id stands in this column is not hidden from the viewer: the viewer neither blocked nor muted them. True of everybody for a visitor (null).
 * Every list that knows who is looking asks this of each person it shows: authors, owners, actors.
 */
export const isNotHiddenFrom = (viewerId: MemberId | null, memberId: AnyPgColumn) =>
  viewerId === null
    ? sql`true`
    : sql`not exists (select 1 from ${boundaries} where ${boundaries.memberId} = ${viewerId} and ${boundaries.otherId} = ${memberId})`;
