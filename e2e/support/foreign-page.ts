import type { BrowserContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { pictureHost } from './elsewhere-pictures';

/** A page elsewhere that allows next to nothing: no script, no frame, no connection, no form. */
const policy = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'";

const at = (path: string) => `http://${pictureHost}${path}`;

/** The pictures of the page by how it shows them, the largest first; all else on it is too small or no picture. */
export const shownThere = [
  'wide-1600.jpg',
  'background.jpg',
  'late.jpg',
  'plain.jpg',
  'from-picture.jpg',
  'og.jpg',
].map((name) => at(`/${name}`));

const html = `<!doctype html><html lang="en"><head><title>Boats & <more></title>
<meta property="og:image" content="/og.jpg">
<style>.hero{width:900px;height:600px;background-image:linear-gradient(red,blue),url(background.jpg)} img{display:block}</style></head>
<body>
<img src="/tiny.jpg" width="40" height="40" alt="">
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="500" height="500" alt="">
<img src="/wide-400.jpg" srcset="/wide-400.jpg 400w, /wide-1600.jpg 1600w" sizes="400px" alt="">
<div class="hero"></div>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/late.jpg#top" width="700" height="500" alt="">
<img src="/plain.jpg" alt="">
<img src="/plain.jpg" alt="">
<picture><source srcset="/from-picture.jpg" type="image/jpeg"><img src="/fallback.jpg" width="300" height="300" alt=""></picture>
</body></html>`;

/** Lets a browser find that page, and counts what it is asked. @returns the page's address, and how many requests there were */
export async function aForeignPage(context: BrowserContext) {
  const asked: string[] = [];
  const aPicture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#789' } })
      .jpeg()
      .toBuffer();
  const [picture, tiny] = await Promise.all([aPicture(500, 400), aPicture(40, 40)]);
  await context.route(at('/**'), (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    if (pathname === '/boats') {
      const headers = { 'content-security-policy': policy, 'content-type': 'text/html; charset=utf-8' };
      return route.fulfill({ body: html, headers });
    }
    return route.fulfill({ body: pathname === '/tiny.jpg' ? tiny : picture, contentType: 'image/jpeg' });
  });
  return { address: at('/boats?series=2'), asked };
}

/** Presses the bookmark: the browser runs its words on the page whatever that page allows, as it does for bookmarks. */
export async function press(page: Page, bookmark: string) {
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(decodeURIComponent(bookmark.replace(/^javascript:/, ''))),
  ]);
  return opened;
}
