/** How many a member follows and is followed by, and everything that shows it. Forgotten with each follow, by both. */
export const followsTag = (handle: string) => `follows:${handle}`;
