import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { codeSentTo } from '../support/mails';
import { prefixOf } from '../support/people';
import type { Locale } from '../support/places';
import { words } from '../support/words';

test.use({ viewport: { width: 390, height: 844 } });

/** People of the demo in whose name no other journey signs in. */
const forgetful = { en: 'kenji', zh: 'lin_yue' } as const;

const send = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();

async function signIn(page: Page, locale: Locale, login: string, password: string) {
  const accounts = words(locale, 'accounts');
  await page.getByLabel(accounts.login).fill(login);
  await page.getByLabel(accounts.password, { exact: true }).fill(password);
  await send(page, accounts['sign-in']);
}

/** A screen in good order. Where no scripts run, the one that looks at accessibility does not either: there `expectFitsWidth` looks. */
async function expectGoodScreen(page: Page) {
  await expectFitsWidth(page);
  await expectTouchable(page);
  await expectAccessible(page);
}

/** Forgets the password, sets a new one with the code of a mail, signs out and in again. */
async function forget(page: Page, locale: Locale, look: (page: Page) => Promise<void>) {
  const accounts = words(locale, 'accounts');
  const handle = forgetful[locale];
  const email = `${handle}@vitrine.test`;
  const since = Date.now();
  const fresh = `a kettle sings ${since.toString(36)}`;
  await page.goto(`${prefixOf(locale)}/sign-in`);
  await page.getByRole('main').getByRole('link', { name: accounts.forgotten }).click();
  await expect(page).toHaveURL(`${prefixOf(locale)}/sign-in/forgotten`);
  await look(page);
  await page.getByLabel(accounts.email, { exact: true }).fill(email);
  await send(page, accounts['send-code']);
  await expect(page.getByRole('heading', { name: accounts['confirm-reset-password'] })).toBeVisible();
  const code = await codeSentTo(email, since);
  await page.getByLabel(accounts.code).fill(code);
  await page.getByLabel(accounts['new-password']).fill('short');
  await send(page, accounts['finish-reset-password']);
  await expect(page.getByText(words(locale, 'refusals')['accounts-password-short'])).toBeVisible();
  await expect(page.getByLabel(accounts.code)).toHaveValue(code);
  await look(page);
  await page.getByLabel(accounts['new-password']).fill(fresh);
  await send(page, accounts['finish-reset-password']);
  await expect(page).toHaveURL(prefixOf(locale) || '/');

  await page.goto(`${prefixOf(locale)}/sign-in`);
  await send(page, accounts['sign-out']);
  await expect(page).toHaveURL(prefixOf(locale) || '/');
  await page.goto(`${prefixOf(locale)}/sign-in`);
  await signIn(page, locale, handle, 'vitrine-demo');
  await expect(page.getByText(words(locale, 'refusals')['accounts-sign-in-wrong'])).toBeVisible();
  await signIn(page, locale, handle, fresh);
  await expect(page).toHaveURL(prefixOf(locale) || '/');
}

test('a member who forgot the password sets a new one; the old one is over (zh)', async ({ page }) => {
  await forget(page, 'zh', expectGoodScreen);
});

test('an address without an account is answered alike', async ({ page }) => {
  const accounts = words('en', 'accounts');
  await page.goto('/sign-in/forgotten');
  await page.getByLabel(accounts.email, { exact: true }).fill(`nobody-${Date.now().toString(36)}@example.test`);
  await send(page, accounts['send-code']);
  await expect(page.getByRole('heading', { name: accounts['confirm-reset-password'] })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a member who forgot the password sets a new one; the old one is over (en)', async ({ page }) => {
    await forget(page, 'en', expectFitsWidth);
  });
});
