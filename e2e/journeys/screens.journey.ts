import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { demo, signIn } from '../support/people';
import { languages } from '../support/places';
import { words } from '../support/words';

const phone = { width: 390, height: 844 };
const narrowest = { width: 320, height: 640 };

/** The address of some image, and of its owner, found as a visitor finds them. */
async function anImageOnShow(page: Page, prefix: string): Promise<{ image: string; person: string }> {
  await page.goto(`${prefix}/explore`);
  const image = await page
    .getByRole('main')
    .getByRole('listitem')
    .first()
    .getByRole('link')
    .first()
    .getAttribute('href');
  await page.goto(image ?? '');
  const person = await page.getByRole('main').locator('a[href*="/people/"]').first().getAttribute('href');
  return { image: image ?? '', person: person ?? '' };
}

for (const { locale, prefix } of languages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`screens, ${locale}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test('fit a phone, can be touched, and are accessible', async ({ page }) => {
        await page.setViewportSize(phone);
        const { image, person } = await anImageOnShow(page, prefix);
        for (const path of [
          prefix || '/',
          `${prefix}/explore`,
          image,
          person,
          `${prefix}/sign-in`,
          `${prefix}/privacy`,
        ]) {
          await page.goto(path);
          await expectFitsWidth(page);
          await expectTouchable(page);
          await expectAccessible(page);
        }
        await signIn(page, demo.ana, locale);
        await page.goto(`${prefix}/share`);
        await expectFitsWidth(page);
        await expectAccessible(page);
      });

      test('fit the narrowest window and a desk', async ({ page }) => {
        const { image, person } = await anImageOnShow(page, prefix);
        for (const size of [narrowest, { width: 1440, height: 900 }]) {
          await page.setViewportSize(size);
          for (const path of [
            prefix || '/',
            `${prefix}/explore`,
            image,
            person,
            `${prefix}/sign-in`,
            `${prefix}/privacy`,
          ]) {
            await page.goto(path);
            await expectFitsWidth(page);
          }
        }
      });
    });
  }

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
      await expectAccessible(page);
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
