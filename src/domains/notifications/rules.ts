/** What a member is told when it happens. */
export const notificationKinds = ['followed', 'liked', 'commented', 'replied'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What a member can choose to be told: that, and which pictures those they follow shared, which the weekly mail alone tells. */
export const tellingKinds = [...notificationKinds, 'shared'] as const;
export type TellingKind = (typeof tellingKinds)[number];

/** Where: in the list on the site, and in the weekly digest by mail. */
export const notificationChannels = ['site', 'mail'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

/** One page of the list: at most so many groups, made of at most so many rows. */
export const pageOfGroups = { groups: 20, rows: 60 } as const;

/** Unread ones are counted up to here; more are "99+". */
export const mostUnread = 100;

type Told = { id: number; kind: NotificationKind; image: { ref: string } | null; isNew: boolean };

/** What rows are told together: all who follow, all who like one image; words stand alone, each is worth reading. New ones never with old ones. */
function together({ id, kind, image, isNew }: Told): string {
  if (kind === 'followed') return `followed ${isNew}`;
  return kind === 'liked' ? `liked ${image?.ref} ${isNew}` : String(id);
}

/**
 * Puts rows, newest first, into groups, each at the place of its newest row. It stops before the row that would begin one group too many.
 * @returns the groups, and how many rows stand in them: the next page begins after those
 */
export function groupsOf<Row extends Told>(rows: readonly Row[], most: number): { groups: Row[][]; used: number } {
  const groups = new Map<string, Row[]>();
  let used = 0;
  for (const row of rows) {
    const key = together(row);
    const group = groups.get(key);
    if (!group && groups.size === most) break;
    if (group) group.push(row);
    else groups.set(key, [row]);
    used++;
  }
  return { groups: [...groups.values()], used };
}

const weekMs = 7 * 86_400_000;

/** From a moment to just before another. */
export type Week = { from: Date; to: Date };

/** The week that ended at this moment (milliseconds). */
export const weekEndingAt = (end: number): Week => ({ from: new Date(end - weekMs), to: new Date(end) });

/** The week that a digest of this moment tells of: the last one that is over, from Monday to Monday, UTC. */
export function weekBefore(now: Date): Week {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const to = today - ((now.getUTCDay() + 6) % 7) * 86_400_000;
  return weekEndingAt(to);
}

/** A mail names so many people, and shows so many pictures. */
export const digestSize = { names: 3, pictures: 4 } as const;

/** Pictures of those one follows come by mail alone: the feed shows them on the site. */
export const offeredIn = (kind: TellingKind, channel: NotificationChannel) => channel === 'mail' || kind !== 'shared';
