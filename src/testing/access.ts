/**
 * Who may come through each door of the site. One table for all pages, route handlers and server actions: a door that is not listed fails
 * `npm run check`, and the site's tests knock at each one as a stranger.
 *
 * - `everyone`: visitors too; the same answer for everybody, or only what the visitor may see anyway.
 * - `member`: signed in, not suspended. Visitors are sent to sign in (pages) or refused with 401.
 * - `staff`: editors and admins. Members see 404.
 * - `machine`: another program, proven by a signature or a bearer; no session counts.
 */
export type Access = 'everyone' | 'member' | 'staff' | 'machine';

/** Pages by address, as the folders of `src/app` spell it without route groups. */
export const pages: Record<string, Access> = {
  '/[locale]': 'everyone',
  '/[locale]/explore': 'everyone',
  '/[locale]/pages/explore': 'everyone',
  '/[locale]/images/[ref]/[slug]': 'everyone',
  '/[locale]/sign-in': 'everyone',
  '/[locale]/[...rest]': 'everyone',
};

/** Route handlers by method and address. */
export const routes: Record<string, Access> = {
  'GET /api/inngest': 'machine',
  'POST /api/inngest': 'machine',
  'PUT /api/inngest': 'machine',
};

/** Server actions by file and name. */
export const actions: Record<string, Access> = {};
