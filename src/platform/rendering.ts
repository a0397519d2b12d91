/**
 * Put at the end of the user-agent of requests for dynamic pages by `proxy.ts` and matched by `htmlLimitedBots` in `next.config.ts`: Next then
 * answers such a page in one piece, so that `notFound()` and `redirect()` set the status and a form's state survives without JavaScript.
 */
export const dynamicMarker = 'vitrine-whole-page';
