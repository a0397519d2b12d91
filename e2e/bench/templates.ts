import type { Copy } from '../support/copy';

/** One page per template, found by looking at the copy as a visitor does. */
export async function templatesOf({ origin }: Pick<Copy, 'origin'>) {
  const pageAt = async (path: string) => (await fetch(origin + path)).text();
  const linkIn = (html: string, to: string) => {
    const path = new RegExp(`href="(/${to}/[^"?]+)"`).exec(html)?.[1];
    if (!path) throw new Error(`No page leads to one under /${to}: the demo content is missing.`);
    return path;
  };
  const image = linkIn(await pageAt('/explore'), 'images');
  const person = linkIn(await pageAt(image), 'people');
  const tag = linkIn(await pageAt(image), 'tags');
  return { home: '/', explore: '/explore', image, person, tag, ranking: '/ranking/all' };
}

/** Pages that are there without anybody's pictures. */
export const otherTemplates = { 'sign-in': '/sign-in', register: '/register', text: '/privacy' };
