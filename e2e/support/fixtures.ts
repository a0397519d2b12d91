import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

type Options = {
  /** Complaints a journey provokes on purpose (the browser reports a page's own 404 as one). */
  expectedTrouble: RegExp;
};
type Watch = { trouble: string[] };

/** Everything a browser complains about in any page of the context: console errors, broken scripts, policy violations, our own 5xx. */
function listen(context: BrowserContext, trouble: string[]) {
  context.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => trouble.push(`script: ${error.error().message}`));
  context.on('response', (response) => {
    if (response.status() >= 500) trouble.push(`answer: ${response.status()} ${response.url()}`);
  });
}

/** Playwright's test, which also fails when the browser had anything to complain about. */
export const test = base.extend<Options & Watch>({
  expectedTrouble: [/(?!)/, { option: true }],
  trouble: [
    async ({ context, expectedTrouble }, use) => {
      const trouble: string[] = [];
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} refuses ${event.blockedURI}`);
        });
      });
      listen(context, trouble);
      await use(trouble);
      const unexpected = trouble.filter((line) => !expectedTrouble.test(line));
      expect(unexpected, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** WCAG 2.2 AA as far as a machine can tell. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** Nothing is wider than the window: no page scrolls sideways. */
export async function expectFitsWidth(page: Page) {
  const { wanted, given } = await page.evaluate(() => ({
    wanted: document.documentElement.scrollWidth,
    given: document.documentElement.clientWidth,
  }));
  expect(wanted, `width of ${page.url()}`).toBeLessThanOrEqual(given);
}

/** What a thumb can hit: links and buttons are at least 24 px (WCAG 2.2), measured where they are drawn. */
export async function expectTouchable(page: Page) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, summary, input:not([type=hidden]), select')]
      .filter((element) => element.checkVisibility() && !element.closest('p'))
      .map((element) => ({
        // A label around a box to tick can be hit in its place.
        box: (
          (element.matches('[type=radio], [type=checkbox]') && element.closest('label')) ||
          element
        ).getBoundingClientRect(),
        name: element.textContent?.trim() || element.outerHTML.slice(0, 80),
      }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24))
      .map(({ box, name }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
  );
  expect(small, `targets too small on ${page.url()}`).toEqual([]);
}
