import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { MemberId } from '@/domains/accounts/tables';
import { isOfSomebodyHere } from '@/domains/accounts/visibility';
import { activities } from '@/domains/activity/tables';
import { images } from '@/domains/images/tables';
import { isListed } from '@/domains/images/visibility';
import { isNotHiddenFrom } from '@/domains/social/visibility';

/**
 * A condition that is looked up row by row, for as many rows as are needed. Without the brackets the planner may turn it into a join with everybody or
 * everything there is, which costs more the larger the site is.
 */
const rowByRow = (condition: SQL | undefined) => sql<boolean>`(select ${condition})`;

/** Whoever stands in this column is here, and not hidden from the viewer. */
const isSeen = (viewerId: MemberId, memberId: AnyPgColumn) =>
  and(isOfSomebodyHere(memberId), isNotHiddenFrom(viewerId, memberId));

/** The viewer may read of what this person does. */
export const isHeardBy = (viewerId: MemberId, actorId: AnyPgColumn) => rowByRow(isSeen(viewerId, actorId));

/** The viewer may see what the activity was done to: an image in lists for everybody, a person who is here; nothing of anybody hidden. */
export const isAboutSeen = (viewerId: MemberId) =>
  rowByRow(sql`case ${activities.targetKind}
    when 'image' then exists (select 1 from ${images} where ${and(
      eq(images.id, activities.targetId),
      isListed,
      isNotHiddenFrom(viewerId, images.ownerId),
    )})
    when 'member' then ${isSeen(viewerId, activities.targetId)}
  end`);
