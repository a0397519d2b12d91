/** The public face of one person. */
export const personTag = (handle: string) => `person:${handle}`;
