import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { demo, prefixOf, signIn } from '../support/people';
import { languages } from '../support/places';
import { words } from '../support/words';

test.use({ viewport: { width: 390, height: 844 } });

for (const { locale } of languages) {
  test(`a member reads what those do whom they follow, and on, in ${locale}`, async ({ page }) => {
    const feed = words(locale, 'feed');
    await signIn(page, demo.bo, locale);
    await page.goto(`${prefixOf(locale)}/feed`);
    await expect(page.getByRole('heading', { level: 1, name: feed.title })).toBeVisible();
    const lines = page.locator('main ol > li');
    await expect(lines).toHaveCount(10);
    await expectFitsWidth(page);
    await expectTouchable(page);
    await expectAccessible(page);

    await page.getByRole('link', { name: feed.more }).click();
    await expect(lines).toHaveCount(20);
    // The address stays, and whoever goes by keyboard goes on where the new lines begin.
    await expect(page).toHaveURL(`${prefixOf(locale)}/feed`);
    await expect(lines.nth(10).getByRole('link').first()).toBeFocused();
    await expectFitsWidth(page);
    await expectAccessible(page);
  });
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the feed goes on by a link, and back to the newest', async ({ page }) => {
    const feed = words('en', 'feed');
    await signIn(page, demo.bo);
    await page.goto('/feed');
    await page.getByRole('link', { name: feed.more }).click();
    await expect(page).toHaveURL(/\/feed\?after=/);
    await expect(page.locator('main ol > li')).toHaveCount(10);
    await page.getByRole('link', { name: feed['to-newest'] }).click();
    await expect(page).toHaveURL('/feed');
  });
});
