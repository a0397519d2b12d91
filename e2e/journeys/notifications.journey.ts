import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { prefixOf, signIn } from '../support/people';
import { languages } from '../support/places';
import { words } from '../support/words';

const bo = { login: 'bo@vitrine.test' };
/** Two of the demo who do not follow Bo yet: who follows twice is told of once. */
const followers = {
  en: { login: 'edda@vitrine.test', name: 'Edda Stein' },
  zh: { login: 'priya@vitrine.test', name: 'Priya Raman' },
};

for (const { locale } of languages) {
  test(`whom somebody follows is told, reads it once and chooses what to be told (${locale})`, async ({
    page,
    browser,
  }) => {
    const [said, social] = [words(locale, 'notifications'), words(locale, 'social')];
    const follower = followers[locale];
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await signIn(other, follower, locale);
    await other.goto(`${prefixOf(locale)}/people/bo_lindqvist`);
    await other.getByRole('main').getByRole('button', { name: social.follow, exact: true }).first().click();

    await signIn(page, bo, locale);
    const line = page.getByRole('main').getByRole('listitem').filter({ hasText: follower.name });
    // A job tells: it may come a moment later.
    await expect(async () => {
      await page.goto(`${prefixOf(locale)}/notifications`);
      await expect(line).toContainText(said.new, { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    await expectAccessible(page);
    await expectFitsWidth(page);
    await expectTouchable(page);
    await page.reload();
    await expect(line).toBeVisible();
    await expect(line).not.toContainText(said.new);

    await page.getByRole('link', { name: said.choose }).click();
    const box = page.getByRole('checkbox', { name: `${said['kind-followed']}` }).first();
    await expect(box).toBeChecked();
    await box.uncheck();
    await page.getByRole('button', { name: said.save }).click();
    await expect(page.getByText(said.saved)).toBeVisible();
    await expectAccessible(page);
    await expectFitsWidth(page);
    await page.goto(`${prefixOf(locale)}/notifications`);
    await expect(line).toHaveCount(0);
    // As it was, for who comes after.
    await page.goto(`${prefixOf(locale)}/settings/notifications`);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: said.save }).click();
    await expect(page.getByText(said.saved)).toBeVisible();
    await elsewhere.close();
  });
}
