import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { aForeignPage, press, shownThere } from '../support/foreign-page';
import { demo, prefixOf, signIn } from '../support/people';
import { uniqueTitle } from '../support/picture-file';
import { languages } from '../support/places';
import { words } from '../support/words';

for (const { locale } of languages) {
  test(`pictures of a page elsewhere are chosen by a bookmark and shared, in ${locale}`, async ({ page, context }) => {
    const images = words(locale, 'images');
    await signIn(page, demo.ana, locale);
    await page.goto(`${prefixOf(locale)}/share/bookmarklet`);
    const bookmark = page.getByRole('link', { name: images['bookmarklet-name'] });
    const address = (await bookmark.getAttribute('href')) ?? '';
    expect(address).toMatch(/^javascript:/);
    await expect(page.getByLabel(images['bookmarklet-code'])).toHaveValue(address);
    await expectAccessible(page);
    await expectTouchable(page);
    await bookmark.click();
    await expect(page.getByText(images['bookmarklet-drag'])).toBeVisible();

    const { address: there, asked } = await aForeignPage(context);
    await page.goto(there, { waitUntil: 'networkidle' });
    const before = asked.length;
    const found = await press(page, address);
    await expect(found).toHaveURL(/\/share\/found$/);
    const boxes = found.getByRole('checkbox');
    await expect(boxes).toHaveCount(shownThere.length);
    expect(await boxes.evaluateAll((list) => list.map((box) => (box as HTMLInputElement).value))).toEqual(shownThere);
    // What was asked since then, our page asked, to show it.
    expect(asked.slice(before).filter((path) => path === '/boats')).toEqual([]);
    await expectAccessible(found);
    await expectFitsWidth(found);

    const take = found.getByRole('button', { name: images['found-take'] });
    await take.click();
    await expect(found.getByText(images['found-choose'])).toBeVisible();
    await boxes.nth(0).check();
    await boxes.nth(2).check();
    await take.click();
    const entries = found.getByRole('main').locator('ol > li');
    await expect(entries.getByText(images['upload-arrived'])).toHaveCount(2, { timeout: 30_000 });
    for (const place of [0, 1]) {
      const entry = entries.nth(place);
      await entry.getByLabel(images.title, { exact: true }).fill(uniqueTitle('Boats'));
      await expect(entry.getByLabel(images.source, { exact: true })).toHaveValue(there);
    }
    await found.getByRole('button', { name: images['share-many'].replace('{count}', '2') }).click();
    await expect(found.getByText(images['share-all-done'])).toBeVisible();
    await found.getByRole('button', { name: images['share-more'] }).click();
    await expect(found.getByRole('link', { name: images['found-saved'] })).toHaveCount(2);
  });
}

test('who is not signed in finds the pictures again after signing in', async ({ page, context }) => {
  const images = words('en', 'images');
  await page.goto('/share/bookmarklet');
  const address = (await page.getByRole('link', { name: images['bookmarklet-name'] }).getAttribute('href')) ?? '';
  const { address: there } = await aForeignPage(context);
  await page.goto(there);
  const found = await press(page, address);
  await found.getByRole('main').getByRole('link', { name: images['found-to-sign-in'] }).click();
  const accounts = words('en', 'accounts');
  await found.getByLabel(accounts.login).fill(demo.bo.login);
  await found.getByLabel(accounts.password).fill('vitrine-demo');
  await found.getByRole('main').getByRole('button', { name: accounts['sign-in'] }).click();
  await expect(found.getByRole('checkbox')).toHaveCount(shownThere.length);
});
