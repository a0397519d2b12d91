import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { demo, signIn } from '../support/people';
import { languages } from '../support/places';
import { words } from '../support/words';

const phone = { width: 390, height: 844 };
const windows = [phone, { width: 320, height: 640 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];

/** Looks at a screen without loading it again: in both palettes, then in windows of all sizes, the narrowest as wide as a desk's at 400 %. */
async function expectWellMade(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is measured on its way to another.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
  await expectTouchable(page);
  for (const size of windows) {
    await page.setViewportSize(size);
    await expectFitsWidth(page);
  }
  await page.setViewportSize(phone);
}

/** The first link to such a page on the one where somebody stands. */
async function linked(page: Page, part: string): Promise<string> {
  const href = await page.getByRole('main').locator(`a[href*="${part}"]`).first().getAttribute('href');
  if (!href) throw new Error(`${page.url()} leads to no ${part}`);
  return href;
}

/** The address of some image of the demo, found as a visitor finds it: the newest ones are other journeys', and have no tags. */
async function anImageOnShow(page: Page, prefix: string): Promise<string> {
  await page.goto(`${prefix}/ranking/all`);
  return linked(page, '/images/');
}

/** Every kind of public screen, and how a visitor comes to one of it. */
const screens: Record<string, (page: Page, prefix: string) => string | Promise<string>> = {
  entrance: (_, prefix) => prefix || '/',
  explore: (_, prefix) => `${prefix}/explore`,
  'older images': async (page, prefix) => {
    await page.goto(`${prefix}/explore`);
    return linked(page, 'after=');
  },
  image: anImageOnShow,
  tag: async (page, prefix) => {
    await page.goto(await anImageOnShow(page, prefix));
    return linked(page, '/tags/');
  },
  profile: async (page, prefix) => {
    await page.goto(await anImageOnShow(page, prefix));
    return linked(page, '/people/');
  },
  ranking: (_, prefix) => `${prefix}/ranking`,
  'sign-in': (_, prefix) => `${prefix}/sign-in`,
  'forgotten password': (_, prefix) => `${prefix}/sign-in/forgotten`,
  register: (_, prefix) => `${prefix}/register`,
  'nothing to confirm': (_, prefix) => `${prefix}/confirm`,
  text: (_, prefix) => `${prefix}/privacy`,
};

for (const { locale, prefix } of languages) {
  test.describe(`the screen in windows of any size, light and dark (${locale})`, () => {
    test.use({ viewport: phone });

    for (const [name, find] of Object.entries(screens)) {
      test(name, async ({ page }) => {
        await page.goto(await find(page, prefix));
        await expectWellMade(page);
      });
    }

    test('those of a member', async ({ page }) => {
      await signIn(page, demo.ana, locale);
      for (const path of ['/share', '/settings', '/sign-in']) {
        await page.goto(prefix + path);
        await expectWellMade(page);
      }
    });
  });

  test(`the language changes where one stands (${locale})`, async ({ page }) => {
    await page.goto(`${prefix}/explore`);
    const other = locale === 'en' ? { prefix: '/zh', lang: 'zh-Hans' } : { prefix: '', lang: 'en' };
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: words(locale, 'site')['other-language'] })
      .click();
    await expect(page).toHaveURL(`${other.prefix}/explore`);
    await expect(page.locator('html')).toHaveAttribute('lang', other.lang);
  });

  test.describe(`an address that leads nowhere (${locale})`, () => {
    // The browser reports the page's own 404. React reports 419: Next draws the metadata's refusal again in the browser, the page itself stays.
    test.use({ expectedTrouble: /status of 404|React error #419/ });

    test('says so and leads back', async ({ page }) => {
      const missing = words(locale, 'missing');
      const response = await page.goto(`${prefix}/images/0000000000/nothing`);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: missing.title })).toBeVisible();
      await expectWellMade(page);
      await page.getByRole('link', { name: missing.home }).click();
      await expect(page).toHaveURL(prefix || '/');
    });
  });

  test(`a wrong password is told in words, beside what was typed (${locale})`, async ({ page }) => {
    const accounts = words(locale, 'accounts');
    await page.goto(`${prefix}/sign-in`);
    await page.getByLabel(accounts.login).fill('ana@vitrine.test');
    await page.getByLabel(accounts.password).fill('not her password');
    await page.getByRole('main').getByRole('button', { name: accounts['sign-in'] }).click();
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(
      words(locale, 'refusals')['accounts-sign-in-wrong'],
    );
    await expect(page.getByLabel(accounts.login)).toHaveValue('ana@vitrine.test');
    await expectAccessible(page);
  });
}

test('the keyboard reaches the content first', async ({ page }) => {
  await page.goto('/explore');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: words('en', 'site').skip })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the keyboard sees where it is, at every stop of the entrance and of an image', async ({ page }) => {
  for (const path of ['/', await anImageOnShow(page, '')]) {
    await page.goto(path);
    const stops = await page.locator('a[href], button, summary').filter({ visible: true }).count();
    expect(stops).toBeGreaterThan(8);
    for (let stop = 0; stop < stops; stop++) {
      await page.keyboard.press('Tab');
      const { name, outline, isSeen } = await page.evaluate(whereTheFocusIs);
      expect(outline, `outline of ${name}`).toBeGreaterThanOrEqual(2);
      expect(isSeen, `${name} is not covered`).toBe(true);
    }
  }
});

/** Runs in the browser: what has the focus, how wide its outline is in pixels, and whether anything lies over it. */
function whereTheFocusIs() {
  const focused = document.activeElement ?? document.body;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const { x, y, width, height } = focused.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  return {
    name: `${focused.tagName} ${focused.textContent?.trim().slice(0, 40)}`,
    outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
    isSeen: top !== null && (focused.contains(top) || top.contains(focused)),
  };
}
