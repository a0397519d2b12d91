import { expect, expectAccessible, expectFitsWidth, test } from '../support/fixtures';
import { mailSaying } from '../support/mails';
import { demo, signIn } from '../support/people';
import { aPictureFile, uniqueTitle } from '../support/picture-file';
import { languages } from '../support/places';
import { words } from '../support/words';

for (const { locale, prefix } of languages) {
  const images = words(locale, 'images');
  const site = words(locale, 'site');

  test(`a visitor looks at pictures (${locale})`, async ({ page }) => {
    await page.goto(prefix || '/');
    await page.getByRole('link', { name: site['look-around'] }).click();
    await expect(page).toHaveURL(`${prefix}/explore`);
    await expectAccessible(page);
    await page.getByRole('list', { name: images.newest }).getByRole('link').first().click();
    await expect(page).toHaveURL(new RegExp(`${prefix}/images/[0-9a-z]{10}/`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(images.views, { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test(`a member signs in, shares a picture, sees it hang, and signs out (${locale})`, async ({ page, browser }) => {
    const title = uniqueTitle(locale === 'zh' ? '晨雾中的山' : 'Hills in morning mist');
    await signIn(page, demo.ana, locale);
    await page.goto(`${prefix}/share`);
    await page.getByLabel(images['drop-choose']).setInputFiles(await aPictureFile());
    await page.getByLabel(images.title, { exact: true }).fill(title);
    await page.getByLabel(images.alt).fill('Three ridges of hills, each paler than the one before it.');
    await expect(page.getByText(images['upload-arrived'])).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: images['share-one'] }).click();
    await expect(page).toHaveURL(new RegExp(`${prefix}/share/[0-9a-z]{10}`));
    await expect(page.getByRole('heading', { name: images['ready-title'] })).toBeVisible({ timeout: 40_000 });
    await page.getByRole('link', { name: images['ready-see'] }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const address = page.url();

    const mail = await mailSaying(title);
    expect(mail.to).toContain(demo.ana.login);
    expect(mail.text).toContain(new URL(address).pathname.split('/')[2 + (prefix ? 1 : 0)] ?? '');

    const stranger = await browser.newPage();
    await stranger.goto(address);
    await expect(stranger.locator('dl > div', { hasText: images.views }).getByRole('definition')).toHaveText('1');
    await stranger.goto(`${prefix}/explore`);
    await expect(stranger.getByText(title)).toBeVisible();
    await stranger.close();

    await page
      .getByRole('group')
      .filter({ has: page.getByLabel(site.account) })
      .click();
    await page.getByRole('button', { name: site['sign-out'] }).click();
    await expect(page.getByRole('banner').getByRole('link', { name: site['sign-in'] })).toBeVisible();
    await page.goto(`${prefix}/share`);
    await expect(page).toHaveURL(new RegExp(`${prefix}/sign-in`));
  });

  test.describe(`without JavaScript (${locale})`, () => {
    test.use({ javaScriptEnabled: false });

    test('a member signs in, shares a picture, sees it hang, and signs out', async ({ page }) => {
      const title = uniqueTitle(locale === 'zh' ? '没有脚本' : 'Without a script');
      await page.goto(prefix || '/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await signIn(page, demo.bo, locale);
      await page.goto(`${prefix}/share`);
      await page.getByLabel(images.file, { exact: true }).setInputFiles(await aPictureFile());
      await page.getByLabel(images.title, { exact: true }).fill(title);
      await page.getByRole('button', { name: images['share-one'] }).click();
      await expect(page.getByRole('heading', { name: images['ready-title'] })).toBeVisible({ timeout: 40_000 });
      await page.getByRole('link', { name: images['ready-see'] }).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expectFitsWidth(page);
      await page.goto(`${prefix}/sign-in`);
      await page.getByRole('button', { name: words(locale, 'accounts')['sign-out'] }).click();
      await page.goto(`${prefix}/share`);
      await expect(page).toHaveURL(new RegExp(`${prefix}/sign-in`));
    });

    test('a form that came back says what was wrong and keeps the words', async ({ page }) => {
      await signIn(page, demo.bo, locale);
      await page.goto(`${prefix}/share`);
      await page.getByLabel(images.file, { exact: true }).setInputFiles(await aPictureFile());
      await page.getByLabel(images.title, { exact: true }).fill('   ');
      await page.getByLabel(images.alt).fill('Kept words');
      await page.getByRole('button', { name: images['share-one'] }).click();
      const missing = words(locale, 'refusals')['images-title-missing'];
      await expect(page.getByRole('main').getByRole('alert').filter({ hasText: missing })).toBeVisible();
      await expect(page.getByLabel(images.alt)).toHaveValue('Kept words');
    });

    test('a file that is no picture is refused with the reason', async ({ page }) => {
      await signIn(page, demo.bo, locale);
      await page.goto(`${prefix}/share`);
      await page.getByLabel(images.title, { exact: true }).fill(uniqueTitle('No picture'));
      const file = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('words, not pixels') };
      await page.getByLabel(images.file, { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: images['share-one'] }).click();
      await expect(page.getByText(words(locale, 'refusals')['pictures-not-a-picture'])).toBeVisible({
        timeout: 40_000,
      });
    });
  });
}
