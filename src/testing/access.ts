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
  '/[locale]/explore/most-liked': 'everyone',
  '/[locale]/explore/most-viewed': 'everyone',
  '/[locale]/pages/explore': 'everyone',
  '/[locale]/pages/explore/most-liked': 'everyone',
  '/[locale]/pages/explore/most-viewed': 'everyone',
  '/[locale]/pages/tags/[tag]': 'everyone',
  '/[locale]/pages/people': 'everyone',
  '/[locale]/pages/people/most-followed': 'everyone',
  '/[locale]/pages/people/[handle]': 'everyone',
  '/[locale]/images/[ref]/[slug]': 'everyone',
  '/[locale]/images/[ref]/[slug]/likes': 'everyone',
  '/[locale]/pages/images/[ref]/[slug]': 'everyone',
  '/[locale]/people': 'everyone',
  '/[locale]/people/most-followed': 'everyone',
  '/[locale]/people/[handle]': 'everyone',
  '/[locale]/people/[handle]/likes': 'everyone',
  '/[locale]/people/[handle]/followers': 'everyone',
  '/[locale]/people/[handle]/following': 'everyone',
  '/[locale]/tags/[tag]': 'everyone',
  '/[locale]/ranking': 'everyone',
  '/[locale]/ranking/week': 'everyone',
  '/[locale]/ranking/all': 'everyone',
  '/[locale]/privacy': 'everyone',
  '/[locale]/terms': 'everyone',
  '/[locale]/imprint': 'everyone',
  '/[locale]/sign-in': 'everyone',
  '/[locale]/sign-in/forgotten': 'everyone',
  '/[locale]/register': 'everyone',
  '/[locale]/register/handle': 'everyone',
  '/[locale]/confirm': 'everyone',
  '/[locale]/settings': 'member',
  '/[locale]/settings/hidden': 'member',
  '/[locale]/feed': 'member',
  '/[locale]/notifications': 'member',
  '/[locale]/history': 'member',
  '/[locale]/settings/notifications': 'member',
  // Whom it was sent to proves by the link who they are.
  '/[locale]/unsubscribe/[token]': 'everyone',
  '/[locale]/share': 'member',
  '/[locale]/share/[ref]': 'member',
  '/[locale]/share/bookmarklet': 'everyone',
  // What it shows is in the browser alone; a visitor is shown the way to sign in, which would lose it.
  '/[locale]/share/found': 'everyone',
  '/[locale]/[...rest]': 'everyone',
};

/** Route handlers by method and address. */
export const routes: Record<string, Access> = {
  'GET /api/inngest': 'machine',
  'POST /api/inngest': 'machine',
  'PUT /api/inngest': 'machine',
  // The house's own command-line tools.
  'POST /api/caches': 'machine',
  'GET /api/auth/[...nextauth]': 'everyone',
  'POST /api/auth/[...nextauth]': 'everyone',
  'GET /api/health': 'everyone',
  'GET /api/viewer': 'everyone',
  // Mail programs, by a token in the address; what only looks is led to the page.
  'GET /api/unsubscribe/[token]': 'everyone',
  'POST /api/unsubscribe/[token]': 'everyone',
  'GET /api/feeds/all': 'everyone',
  'GET /api/feeds/people/[handle]': 'everyone',
  'GET /api/feeds/tags/[tag]': 'everyone',
  'GET /api/sitemap': 'everyone',
  'GET /api/sitemap/[part]': 'everyone',
  'GET /api/proof': 'everyone',
  'POST /api/visit': 'everyone',
  'POST /api/share': 'member',
  'POST /api/share/address': 'member',
  'POST /api/share/found': 'member',
  'POST /api/settings/photo': 'member',
  // Private images, to their owners.
  'GET /api/images/[ref]/[file]': 'member',
  // What may be uploaded is told to anybody; a place to upload to is given to members, and the file host's call-back is signed.
  'GET /api/uploadthing': 'everyone',
  'POST /api/uploadthing': 'member',
  // Public files have unguessable names; uploads and private files carry a signature in their address.
  'GET /api/files/[...path]': 'everyone',
  'HEAD /api/files/[...path]': 'everyone',
  'PUT /api/files/[...path]': 'machine',
};

/** Server actions by file and name. */
export const actions: Record<string, Access> = {
  'domains/accounts/actions#signInWithPassword': 'everyone',
  'domains/accounts/actions#signOutHere': 'everyone',
  'domains/accounts/actions#register': 'everyone',
  'domains/accounts/actions#forgotPassword': 'everyone',
  'domains/accounts/actions#changeEmail': 'member',
  'domains/accounts/actions#askNewCode': 'everyone',
  'domains/accounts/actions#confirmCode': 'everyone',
  'domains/accounts/actions#deleteOwnAccount': 'member',
  // Who deleted the account is nobody, but for the way back.
  'domains/accounts/actions#keepOwnAccount': 'everyone',
  'domains/accounts/actions#changeProfile': 'member',
  'domains/accounts/actions#takeHandle': 'member',
  'domains/accounts/actions#replacePassword': 'member',
  'domains/accounts/actions#endSessions': 'member',
  'domains/accounts/actions#signInElsewhere': 'everyone',
  'domains/accounts/actions#linkElsewhere': 'member',
  'domains/accounts/actions#unlinkElsewhere': 'member',
  'domains/accounts/actions#joinWithHandle': 'everyone',
  'domains/notifications/actions#markAllRead': 'member',
  'domains/notifications/actions#chooseWhatToBeTold': 'member',
  'domains/notifications/actions#leaveDigestByLink': 'everyone',
  'domains/social/actions#followOrNot': 'member',
  'domains/social/actions#removeOwnFollower': 'member',
  'domains/social/actions#setBoundary': 'member',
  'domains/images/actions#share': 'member',
  'domains/images/actions#shareOneOfSeveral': 'member',
  'domains/images/actions#fetchFromAddress': 'member',
  'domains/images/actions#edit': 'member',
  'domains/images/actions#changeOwnAudience': 'member',
  'domains/images/actions#keepOwnBoth': 'member',
  'domains/images/actions#deleteOwn': 'member',
  'domains/engagement/actions#switchLike': 'member',
  'domains/engagement/actions#post': 'member',
  'domains/engagement/actions#changeWords': 'member',
  'domains/engagement/actions#takeAway': 'member',
  'domains/engagement/actions#switchHistory': 'member',
  'domains/engagement/actions#clearOwnHistory': 'member',
  'domains/engagement/actions#removeSeen': 'member',
};

/**
 * Cached functions (`'use cache'`). Next gives each an address like an action's, so anybody can call them, with any arguments, from any page that
 * uses them: each takes only what everybody may ask, checks it inside, and bounds what it keeps.
 */
export const cachedFunctions: Record<string, 'everyone'> = {
  'domains/accounts/queries#findMember': 'everyone',
  'domains/social/queries/relations#readFollowCounts': 'everyone',
  'domains/images/queries/people#newestExhibitors': 'everyone',
  'domains/images/queries/people#mostFollowedExhibitors': 'everyone',
  'domains/images/queries/people#countListed': 'everyone',
  'domains/engagement/queries/liked#countLiked': 'everyone',
  'domains/images/queries#firstPageOfNewest': 'everyone',
  'domains/images/queries#firstPageOf': 'everyone',
  'domains/images/queries/tagged#firstPageTagged': 'everyone',
  'domains/engagement/queries/ranking#getRanking': 'everyone',
  'domains/engagement/queries/explore#firstPageBy': 'everyone',
  'domains/images/queries#findOpenImage': 'everyone',
  'domains/engagement/queries/likes#findPublicLikes': 'everyone',
  'domains/engagement/queries/comments#firstComments': 'everyone',
};
