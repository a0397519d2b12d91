/** How many like an image, and who did last. */
export const likesTag = (ref: string) => `likes:${ref}`;

/** What people say under an image. */
export const commentsTag = (ref: string) => `comments:${ref}`;

/** How many images a member likes. */
export const likedByTag = (handle: string) => `liked-by:${handle}`;
