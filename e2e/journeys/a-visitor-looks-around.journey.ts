import type { Page } from '@playwright/test';
import { expect, expectFitsWidth, test } from '../support/fixtures';
import { enterBy, tabTo } from '../support/keyboard';
import { expectFittingPictures, expectPictures, expectStill } from '../support/pictures-on-screen';
import { type Locale, languages } from '../support/places';
import { words } from '../support/words';

const devices = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;

const imageAddress = (prefix: string) => new RegExp(`${prefix}/images/[0-9a-z]{10}/`);
const newest = (page: Page, locale: Locale) => page.getByRole('list', { name: words(locale, 'images').newest });

/**
 * Journeys go by the alphabet: this one comes before others hang pictures without tags among the newest.
 *
 * From the entrance to the newest images, one of them, its tag, its owner and the ranking; `look` is asked on each screen.
 */
async function lookAround(page: Page, { locale, prefix }: (typeof languages)[number], look: () => Promise<void>) {
  const images = words(locale, 'images');
  const site = words(locale, 'site');
  const main = page.getByRole('main');
  await page.goto(prefix || '/');
  await look();
  await main.getByRole('link', { name: site['look-around'] }).click();
  await expect(page).toHaveURL(`${prefix}/explore`);
  await look();

  await newest(page, locale).getByRole('link').first().click();
  await expect(page).toHaveURL(imageAddress(prefix));
  const title = await main.getByRole('heading', { level: 1 }).textContent();
  await expect(main.getByRole('img').first()).toHaveAttribute('alt', /./);
  await look();

  const tag = main.getByRole('list', { name: images.tags }).getByRole('link').first();
  const hash = (await tag.textContent()) ?? '';
  await tag.click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(hash);
  await look();
  await main
    .getByRole('link', { name: title ?? '' })
    .first()
    .click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(title ?? '');

  const owner = main.locator('a[href*="/people/"]').first();
  const name = (await owner.textContent())?.trim() ?? '';
  await owner.click();
  await expect(page).toHaveURL(new RegExp(`${prefix}/people/\\w+$`));
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(name);
  await look();

  await page.getByRole('contentinfo').getByRole('link', { name: site.ranking }).click();
  await expect(page).toHaveURL(`${prefix}/ranking`);
  await main
    .getByRole('navigation', { name: words(locale, 'engagement').rankings })
    .getByRole('link', { name: words(locale, 'engagement')['span-all'] })
    .click();
  await expect(page).toHaveURL(`${prefix}/ranking/all`);
  await look();
}

for (const language of languages) {
  const { locale, prefix } = language;
  const images = words(locale, 'images');

  for (const [device, viewport] of Object.entries(devices)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test.describe(`${device}, ${colorScheme}`, () => {
        test.use({ viewport, colorScheme });

        test(`a visitor looks around, and nothing moves (${locale})`, async ({ page }) => {
          await lookAround(page, language, async () => {
            await expectPictures(page);
            await expectStill(page);
          });
        });
      });
    }

    test.describe(`${device}, without JavaScript`, () => {
      test.use({ viewport, javaScriptEnabled: false });

      test(`a visitor looks around, and at what is older (${locale})`, async ({ page }) => {
        await lookAround(page, language, () => expectFitsWidth(page));
        await page.goto(`${prefix}/explore`);
        const first = await newest(page, locale).getByRole('link').first().getAttribute('href');
        await page.getByRole('link', { name: images.older }).click();
        await expect(page).toHaveURL(new RegExp(`${prefix}/explore\\?`));
        const list = newest(page, locale).getByRole('link');
        expect(await list.first().getAttribute('href')).not.toBe(first);
        await expectFitsWidth(page);
        await list.first().click();
        await expect(page).toHaveURL(imageAddress(prefix));
      });
    });
  }

  test(`who comes back to a list is where they were (${locale})`, async ({ page }) => {
    await page.goto(`${prefix}/explore`);
    const picture = newest(page, locale).getByRole('link').nth(15);
    await picture.scrollIntoViewIfNeeded();
    const href = (await picture.getAttribute('href')) ?? '';
    await picture.click();
    await expect(page).toHaveURL(href);
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    await page.goBack();
    await expect(newest(page, locale).locator(`a[href="${href}"]`)).toBeInViewport();
  });
}

/** The first link of a page to one of that kind. */
async function linkOn(page: Page, path: string, kind: string): Promise<string> {
  await page.goto(path);
  return (await page.getByRole('main').locator(`a[href^="/${kind}/"]`).first().getAttribute('href')) ?? '';
}

test('each picture comes as large as it hangs, on a phone with fine pixels and on a desk', async ({
  page,
  browser,
}) => {
  const image = await linkOn(page, '/explore', 'images');
  const [tag, person] = [await linkOn(page, image, 'tags'), await linkOn(page, image, 'people')];
  for (const path of ['/', '/explore', image, tag, person, '/ranking/all']) {
    for (const [device, viewport] of Object.entries(devices)) {
      const first = await browser.newPage({ viewport, deviceScaleFactor: device === 'phone' ? 2 : 1 });
      await first.goto(path);
      await expectFittingPictures(first);
      await first.close();
    }
  }
});

test('a visitor looks around by keyboard alone, and always sees where they are', async ({ page }) => {
  const images = words('en', 'images');
  const main = page.getByRole('main');
  const expectSeen = () => expect(page.locator(':focus')).toHaveCSS('outline-style', 'solid', { timeout: 1_000 });
  await page.goto('/');
  await tabTo(page, main.getByRole('link', { name: words('en', 'site')['look-around'] }));
  await expectSeen();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/explore');
  const [first, second] = [0, 1].map((place) => newest(page, 'en').getByRole('link').nth(place));
  await tabTo(page, first as typeof main);
  await expectSeen();
  await page.keyboard.press('Tab');
  await expect(second as typeof main).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(imageAddress(''));
  const title = (await main.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const older = page
    .getByRole('navigation', { name: images.neighbours })
    .getByRole('link', { name: images['older-image'] });
  const olderTitle = (await older.textContent())?.replace(images['older-image'], '') ?? '';
  await page.keyboard.press('ArrowRight');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(olderTitle);
  await page.keyboard.press('ArrowLeft');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(title);
  await enterBy(page, main.getByRole('list', { name: images.tags }).getByRole('link').first());
  await expect(page).toHaveURL(/\/tags\//);
});
