/** Names in Redis. `image:{id}:views` is what others rely on; the rest is ours. */
export const viewsKey = (imageId: number) => `image:${imageId}:views`;
export const visitorsKey = (imageId: number) => `image:${imageId}:visitors`;

/** Who looked at what, and when last: held for the day, or for 30 minutes at its end. */
export const seenKey = (imageId: number, visitor: string) => `seen:${imageId}:${visitor}`;

/** Views since the last flush, a hash: `v:{day}:{image}` views, `u:{image}` visitors. */
export const deltaKey = 'views:delta';
/** The same, on its way to Postgres. */
export const flushingKey = 'views:flushing';
/** The number of the last batch that was taken. Without it the totals here are not to be believed. */
export const batchKey = 'views:batch';
/** Who is making the totals anew. */
export const rebuildKey = 'views:rebuild';

/** Sorted sets, image by score. */
export const dayRankingKey = (day: string) => `ranking:day:${day}`;
export const weekRankingKey = 'ranking:week';
export const allRankingKey = 'ranking:all';
