/** Everything that shows this person: the profile, their images, each list with one of them. Forgotten when the profile changes and when they go. */
export const personTag = (handle: string) => `person:${handle}`;

/** Everything somebody is missing from who may come back. Going is told to what shows the person; coming back, to what does not yet. */
export const peopleTag = () => 'people';

/** A member's own settings, which are never kept: forgetting them draws the open page anew. */
export const settingsTag = (handle: string) => `settings:${handle}`;

/** The first page of the people who came last. Forgotten when somebody joins. */
export const newcomersTag = () => 'people:newest';
