import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { mailSaying } from '../support/mails';
import { prefixOf } from '../support/people';
import { type Locale, languages } from '../support/places';
import { words } from '../support/words';

// The browser reports the 404 of the profile that is out of sight; React reports 419 there: see the journey of screens.
test.use({ viewport: { width: 390, height: 844 }, expectedTrouble: /status of 404|React error #419/ });

/** People of the demo in whose name no other journey acts: for a moment they are not there. */
const leaving = { en: 'priya', zh: 'su_he' } as const;
const password = 'vitrine-demo';

const send = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();

async function signIn(page: Page, locale: Locale) {
  const accounts = words(locale, 'accounts');
  await page.goto(`${prefixOf(locale)}/sign-in`);
  await page.getByLabel(accounts.login).fill(leaving[locale]);
  await page.getByLabel(accounts.password, { exact: true }).fill(password);
  await send(page, accounts['sign-in']);
}

async function expectGoodScreen(page: Page) {
  await expectFitsWidth(page);
  await expectTouchable(page);
  await expectAccessible(page);
}

/** Deletes the account, is gone, signs in again and has it back. */
async function leaveAndStay(page: Page, locale: Locale, look: (page: Page) => Promise<void>) {
  const accounts = words(locale, 'accounts');
  const prefix = prefixOf(locale);
  const profile = `${prefix}/people/${leaving[locale]}`;
  await signIn(page, locale);
  await expect(page).toHaveURL(prefix || '/');
  expect((await page.goto(profile))?.status()).toBe(200);

  await page.goto(`${prefix}/settings`);
  const part = page.getByRole('region', { name: accounts['settings-delete'] });
  await part.getByLabel(accounts['password-current']).fill('not the password');
  await part.getByRole('button', { name: accounts['delete-account'] }).click();
  await expect(part.getByText(words(locale, 'refusals')['accounts-password-wrong'])).toBeVisible();
  await look(page);
  await part.getByLabel(accounts['password-current']).fill(password);
  await part.getByRole('button', { name: accounts['delete-account'] }).click();
  await expect(page).toHaveURL(prefix || '/');
  expect((await page.goto(profile))?.status()).toBe(404);

  await signIn(page, locale);
  await expect(page.getByRole('heading', { name: accounts['leaving-title'] })).toBeVisible();
  await expect(page.getByText(`@${leaving[locale]}`)).toBeVisible();
  await look(page);
  await send(page, accounts['leaving-leave']);
  await expect(page).toHaveURL(prefix || '/');
  expect((await page.goto(profile))?.status()).toBe(404);

  await signIn(page, locale);
  await send(page, accounts['leaving-keep']);
  await expect(page).toHaveURL(prefix || '/');
  expect((await page.goto(profile))?.status()).toBe(200);
}

for (const { locale } of languages) {
  test(`a member leaves and comes back (${locale})`, async ({ page }) => {
    await leaveAndStay(page, locale, expectGoodScreen);
    await mailSaying(words(locale, 'mails')['deleted-subject']);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    // Where no scripts run, the one that looks at accessibility does not either.
    test(`a member leaves and comes back (${locale})`, async ({ page }) => {
      await leaveAndStay(page, locale, expectFitsWidth);
    });
  });
}
