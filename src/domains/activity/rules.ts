/** What a member can have done. More come with the things they are done to. */
export const verbs = ['joined', 'shared', 'liked', 'followed', 'commented'] as const;
export type Verb = (typeof verbs)[number];

/** What it can have been done to: a kind, and that kind's id. */
export const targetKinds = ['member', 'image'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** The same done again within so many seconds is done once. */
export const repeatSeconds = 60;
