/**
 * Stands in for `next/cache` outside Next's server. Nothing is cached here, so every read is fresh; what a command asked to be
 * forgotten, and under which tags reads would have been kept, is noted in order, for tests of invalidation.
 */
export const forgottenTags: string[] = [];
export const carriedTags: string[] = [];

export function cacheLife(_profile: unknown): void {}
export function cacheTag(...tags: string[]): void {
  carriedTags.push(...tags);
}
export function updateTag(tag: string): void {
  forgottenTags.push(tag);
}
export function revalidateTag(tag: string, _profile: unknown): void {
  forgottenTags.push(tag);
}
export function revalidatePath(path: string): void {
  forgottenTags.push(`path:${path}`);
}
export function refresh(): void {}
