/** Everybody may follow so many; who has more followers, 1.1 times as many as those. */
export const followCap = { least: 7_500, perFollower: 1.1 } as const;

/** How many somebody with so many followers may follow. */
export function mostFollows(followers: number): number {
  return Math.max(followCap.least, Math.floor(followers * followCap.perFollower));
}

/** What a member can put between themselves and somebody else: a mute hides that person from them, a block keeps that person away too. */
export const boundaryKinds = ['block', 'mute'] as const;
export type BoundaryKind = (typeof boundaryKinds)[number];

/** What the forms say: which way, never "the other way". */
export const followVerbs = ['follow', 'unfollow'] as const;
export const boundaryVerbs = ['block', 'unblock', 'mute', 'unmute'] as const;

/** How the lists of people are ordered, each at an address of its own; the first is the default. */
export const peopleOrders = ['newest', 'most-followed'] as const;
export type PeopleOrder = (typeof peopleOrders)[number];

/** The address of the list of people in an order, without language. */
export const peoplePath = (order: PeopleOrder) => (order === 'newest' ? '/people' : `/people/${order}`);

/** The address of a person's page as whoever is looking sees it, without language: it knows them, where the page for everybody does not. (A value, since Next takes a key without one for none.) */
export const ownViewOf = (handle: string) => `/people/${handle}?mine=1`;

/** People on one page of a list. */
export const pageSize = 24;

/** At most so many hidden people are told to a browser, the newest first: it blanks their cards on pages that are the same for everybody. */
export const mostHidden = 1_000;
