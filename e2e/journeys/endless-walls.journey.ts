import type { Page } from '@playwright/test';
import { expect, expectFitsWidth, test } from '../support/fixtures';
import { languages } from '../support/places';
import { words } from '../support/words';

const devices = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;

/** The pictures that hang, those of later pages too. */
const hung = (page: Page) => page.locator('ul.picture-wall > li > a');

/** Goes down until nothing more comes; the demo has three pages. */
async function goToTheEnd(page: Page, end: string) {
  await expect(async () => {
    await hung(page).last().scrollIntoViewIfNeeded();
    await expect(page.getByRole('status').filter({ hasText: end })).toBeVisible({ timeout: 500 });
  }).toPass();
}

for (const [device, viewport] of Object.entries(devices))
  for (const { locale, prefix } of languages)
    test.describe(`${device} (${locale})`, () => {
      test.use({ viewport });
      const images = words(locale, 'images');

      test('a wall goes on by itself, each picture once, and Back returns to the place', async ({ page }) => {
        for (const path of [`${prefix}/explore`, `${prefix}/explore/most-viewed`]) {
          await page.goto(path);
          await expect(hung(page)).toHaveCount(24);
          await goToTheEnd(page, images['wall-end']);
          const addresses = await hung(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
          expect(addresses.length).toBeGreaterThan(48);
          expect(new Set(addresses).size).toBe(addresses.length);
          await expectFitsWidth(page);
          const [href, picture] = [addresses[50], hung(page).nth(50)];
          await picture.scrollIntoViewIfNeeded();
          await picture.click();
          await expect(page).toHaveURL(href ?? '');
          await page.goBack();
          await expect(hung(page)).toHaveCount(addresses.length);
          await expect(page.locator(`a[href="${href}"]`)).toBeInViewport();
        }
      });

      test('who goes there anew begins at the beginning', async ({ page }) => {
        await page.goto(`${prefix}/explore`);
        await goToTheEnd(page, images['wall-end']);
        await page.getByRole('link', { name: images['order-most-liked'] }).click();
        await expect(page).toHaveURL(`${prefix}/explore/most-liked`);
        await page.getByRole('link', { name: images['order-newest'], exact: true }).click();
        await expect(page).toHaveURL(`${prefix}/explore`);
        await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
        await expect(page.getByRole('link', { name: images.older })).toBeVisible();
      });
    });

test.describe('where a page does not come', () => {
  test.use({ expectedTrouble: /Failed to load resource/ });

  test('the wall says so, and tries again when asked', async ({ page }) => {
    const images = words('en', 'images');
    await page.route(/\/explore\?after=/, (route) => route.abort(), { times: 1 });
    await page.goto('/explore');
    await hung(page).last().scrollIntoViewIfNeeded();
    await expect(page.getByRole('status').filter({ hasText: images['wall-failed'] })).toBeVisible();
    await page.getByRole('link', { name: images['wall-again'] }).click();
    await expect.poll(() => hung(page).count()).toBeGreaterThan(24);
    // Who asked is led to what came.
    await expect(hung(page).nth(24)).toBeFocused();
  });
});
