import type { Verb } from '@/domains/activity/rules';

/** A page of the feed tells so many things, out of so many activities at most. */
export const groupsPerPage = 10;
export const rowsPerPage = 60;

/** An activity, as far as it decides what it is told together with. */
type Deed = { id: number; actorId: number; verb: Verb; targetKind: string; targetId: number };

/** What somebody does with their own is told by who; what is done to a thing, by the thing. */
const isOwnDeed = (verb: Verb) => verb === 'shared' || verb === 'joined';

/**
 * Activities, newest first, as what a page tells: the same done to one thing is told once, wherever on the page it first stands; what one person shared is
 * told once while nobody else did anything between. An eleventh group ends the page. `used`: how many activities were told; the page after this one
 * begins behind the last of them, so that each stands on exactly one page.
 */
export function groupDeeds<Row extends Deed>(rows: readonly Row[]): { groups: Row[][]; used: number } {
  const groups: Row[][] = [];
  const groupsOf = new Map<string, Row[]>();
  let before: Row[] | undefined;
  for (const [used, row] of rows.slice(0, rowsPerPage).entries()) {
    let group = isOwnDeed(row.verb) ? sameBefore(before, row) : groupsOf.get(keyOf(row));
    if (!group && groups.length === groupsPerPage) return { groups, used };
    if (!group) {
      group = [];
      groups.push(group);
      groupsOf.set(keyOf(row), group);
    }
    group.push(row);
    before = group;
  }
  return { groups, used: Math.min(rows.length, rowsPerPage) };
}

const keyOf = ({ verb, targetKind, targetId }: Deed) => `${verb} ${targetKind} ${targetId}`;

function sameBefore<Row extends Deed>(before: Row[] | undefined, { verb, actorId }: Row) {
  return before?.[0]?.verb === verb && before[0].actorId === actorId ? before : undefined;
}
