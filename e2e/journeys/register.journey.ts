import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { tabTo } from '../support/keyboard';
import { codeSentTo } from '../support/mails';
import { prefixOf } from '../support/people';
import type { Locale } from '../support/places';
import { words } from '../support/words';

const password = 'quiet lamp over water';
const phone = { width: 390, height: 844 };

/** Somebody nobody has heard of. */
function aStranger() {
  const handle = `j_${Date.now().toString(36)}`;
  return { handle, email: `${handle}@example.test` };
}

async function fillIn(page: Page, locale: Locale, { email, handle }: { email: string; handle: string }) {
  const accounts = words(locale, 'accounts');
  await page.getByLabel(accounts.email, { exact: true }).fill(email);
  await page.getByLabel(accounts.handle, { exact: true }).fill(handle);
  await page.getByLabel(accounts.password, { exact: true }).fill(password);
}

const send = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();

/** A screen in good order. Where no scripts run, the one that looks at accessibility does not either: there `expectFitsWidth` looks. */
async function expectGoodScreen(page: Page) {
  await expectFitsWidth(page);
  await expectTouchable(page);
  await expectAccessible(page);
}

async function expectSignedIn(page: Page, locale: Locale, handle: string) {
  await page.goto(`${prefixOf(locale)}/sign-in`);
  await expect(page.getByRole('main').getByText(`@${handle}`)).toBeVisible();
}

/** Registers, taking every wrong turn on the way. What was asked for at first (`/share`) is where it ends. */
async function register(page: Page, locale: Locale, look: (page: Page) => Promise<void>) {
  const accounts = words(locale, 'accounts');
  const refusals = words(locale, 'refusals');
  const stranger = aStranger();
  const since = Date.now();
  await page.goto(`${prefixOf(locale)}/share`);
  await page.getByRole('main').getByRole('link', { name: accounts.register }).click();
  await expect(page).toHaveURL(new RegExp(`${prefixOf(locale)}/register\\?back=`));
  await look(page);

  await fillIn(page, locale, { email: 'somebody', handle: 'ana' });
  await send(page, accounts.register);
  await expect(page.getByText(refusals['accounts-email-form'])).toBeVisible();
  await expect(page.getByLabel(accounts.handle, { exact: true })).toHaveValue('ana');
  await fillIn(page, locale, { ...stranger, handle: 'ana' });
  await send(page, accounts.register);
  await expect(page.getByText(refusals['accounts-handle-taken'])).toBeVisible();
  await look(page);
  await fillIn(page, locale, stranger);
  await send(page, accounts.register);

  await expect(page.getByRole('heading', { name: accounts['confirm-register'] })).toBeVisible();
  await expect(page.getByRole('main').getByText(stranger.email)).toBeVisible();
  await look(page);
  const code = await codeSentTo(stranger.email, since);
  await page.getByLabel(accounts.code).fill(code === '123456' ? '654321' : '123456');
  await send(page, accounts['finish-register']);
  await expect(page.getByText(refusals['accounts-code-wrong'])).toBeVisible();
  await send(page, accounts['ask-new-code']);
  await expect(page.getByText(refusals['site-limited-wait'].split('{wait}')[0] ?? '')).toBeVisible();
  await look(page);
  await page.getByLabel(accounts.code).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await send(page, accounts['finish-register']);
  await expect(page).toHaveURL(`${prefixOf(locale)}/share`);
  return stranger;
}

test.describe('on a phone', () => {
  test.use({ viewport: phone });

  test('a visitor registers with the code of a mail, and is where they wanted to be (en)', async ({ page }) => {
    const { handle } = await register(page, 'en', expectGoodScreen);
    await expectSignedIn(page, 'en', handle);
    await expectGoodScreen(page);
    await page.goto('/register');
    await expect(page).toHaveURL('/');
    await page.goto('/confirm');
    await expect(page.getByRole('heading', { name: words('en', 'accounts')['nothing-open'] })).toBeVisible();
    await expectGoodScreen(page);
  });

  test('a proof of work goes along, and a refused form keeps the password', async ({ page }) => {
    const { email } = aStranger();
    await page.goto('/register');
    const proven = page.waitForRequest((request) => request.postData()?.includes('derivedKey') === true);
    await fillIn(page, 'en', { email, handle: 'ana' });
    await send(page, words('en', 'accounts').register);
    await proven;
    await expect(page.getByText(words('en', 'refusals')['accounts-handle-taken'])).toBeVisible();
    await expect(page.getByLabel(words('en', 'accounts').handle, { exact: true })).toBeFocused();
    await expect(page.getByLabel(words('en', 'accounts').password, { exact: true })).toHaveValue(password);
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('a visitor registers with the code of a mail, and is where they wanted to be (zh)', async ({ page }) => {
      const { handle } = await register(page, 'zh', expectFitsWidth);
      await expectSignedIn(page, 'zh', handle);
    });
  });
});

test('a visitor registers by keyboard alone', async ({ page }) => {
  const accounts = words('en', 'accounts');
  const { handle, email } = aStranger();
  const since = Date.now();
  await page.goto('/register');
  await tabTo(page, page.getByLabel(accounts.email, { exact: true }));
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(handle);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(accounts.password, { exact: true })).toHaveAttribute('type', 'text');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: accounts['confirm-register'] })).toBeVisible();
  const code = await codeSentTo(email, since);
  await tabTo(page, page.getByLabel(accounts.code));
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
  await expectSignedIn(page, 'en', handle);
});
