import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { signIn } from '../support/people';
import { aPictureFile } from '../support/picture-file';
import { languages } from '../support/places';
import { words } from '../support/words';

// Playwright's recorder of traces reads the preview's address, which the page's policy refuses it as it should.
test.use({ viewport: { width: 390, height: 844 }, expectedTrouble: /blob:|connect-src refuses blob/ });

/** People of the demo in whose name no other journey acts. */
const people = { en: 'edda', zh: 'adam' } as const;

for (const { locale, prefix } of languages) {
  const accounts = words(locale, 'accounts');
  const refusals = words(locale, 'refusals');

  test(`a member chooses a photo, sees it everywhere, and takes it away (${locale})`, async ({ page }) => {
    const handle = people[locale];
    await signIn(page, { login: handle }, locale);
    await page.goto(`${prefix}/settings`);
    const photo = page.locator('#photo');
    const face = photo.locator('img');
    const drawn = await face.getAttribute('src');

    await photo
      .getByLabel(accounts.photo)
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(17_000_000) });
    await expect(photo.getByText(refusals['pictures-too-many-bytes'])).toBeVisible();
    await photo
      .getByLabel(accounts.photo)
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('words') });
    await photo.getByRole('button', { name: accounts['photo-use'] }).click();
    await expect(photo.getByText(refusals['pictures-not-a-picture'])).toBeInViewport();
    await expect(photo.getByLabel(accounts.photo)).toBeFocused();
    await expectFitsWidth(page);
    await expectTouchable(page);
    await expectAccessible(page);

    await photo.getByLabel(accounts.photo).setInputFiles(await aPictureFile());
    await expect(face).toHaveAttribute('src', /^blob:/);
    await photo.getByRole('button', { name: accounts['photo-use'] }).click();
    await expect(page).toHaveURL(/\/settings#photo$/);
    await expect(face).not.toHaveAttribute('src', new RegExp(`^blob:|${drawn}`));
    const chosen = (await face.getAttribute('src')) ?? '';
    await page.goto(`${prefix}/people/${handle}`);
    await expect(page.locator(`main header img[src="${chosen}"]`)).toBeVisible();

    await page.goto(`${prefix}/settings`);
    await photo.getByRole('button', { name: accounts['photo-remove'] }).click();
    await expect(photo.getByRole('button', { name: accounts['photo-remove'] })).toHaveCount(0);
    await page.goto(`${prefix}/people/${handle}`);
    await expect(page.locator('main header svg').first()).toBeVisible();
    await expect(page.locator('main header img')).toHaveCount(0);
  });
}
