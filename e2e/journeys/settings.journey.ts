import type { Browser, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, expectTouchable, test } from '../support/fixtures';
import { codeSentTo } from '../support/mails';
import { prefixOf } from '../support/people';
import { type Locale, languages } from '../support/places';
import { words } from '../support/words';

test.use({ viewport: { width: 390, height: 844 } });

/** People of the demo in whose name no other journey acts. */
const people = { scripted: { en: 'tomasz', zh: 'chen_mo' }, plain: { en: 'noor', zh: 'xiaoyu' } } as const;
const password = 'vitrine-demo';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';

/** One part of the settings, by its heading. */
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Asks for the settings as a visitor, and comes to them by signing in. */
async function enterSettings(page: Page, locale: Locale, handle: string) {
  const accounts = words(locale, 'accounts');
  await page.goto(`${prefixOf(locale)}/settings`);
  await page.getByLabel(accounts.login).fill(handle);
  await page.getByLabel(accounts.password, { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: accounts['sign-in'], exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: accounts.settings })).toBeVisible();
}

/** A screen in good order. Where no scripts run, the one that looks at accessibility does not either: there `expectFitsWidth` looks. */
async function expectGoodScreen(page: Page) {
  await expectFitsWidth(page);
  await expectTouchable(page);
  await expectAccessible(page);
}

/** Saves a profile, once with a mistake, and sees it on the page that others see. */
async function editProfile(page: Page, locale: Locale, handle: string, look: (page: Page) => Promise<void>) {
  const accounts = words(locale, 'accounts');
  const profile = part(page, accounts['settings-profile']);
  const city = `Gdynia ${Date.now().toString(36)}`;
  await profile.getByLabel(accounts.name, { exact: true }).fill(' ');
  await profile.getByLabel(accounts.city).fill(city);
  await profile.getByRole('button', { name: accounts.save, exact: true }).click();
  await expect(profile.getByText(words(locale, 'refusals')['accounts-name-missing'])).toBeInViewport();
  await expect(profile.getByLabel(accounts.city)).toHaveValue(city);
  await look(page);
  await profile.getByLabel(accounts.name, { exact: true }).fill('Somebody   Else');
  await profile.getByLabel(accounts.birthday).fill('1990-02-28');
  await profile.getByRole('button', { name: accounts.save, exact: true }).click();
  await expect(profile.getByText(accounts.saved, { exact: true })).toBeInViewport();
  await expect(profile.getByLabel(accounts.name, { exact: true })).toHaveValue('Somebody Else');
  await page.goto(`${prefixOf(locale)}/people/${handle}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Somebody Else' })).toBeVisible();
  await expect(page.getByText(city)).toBeVisible();
  await expect(page.getByText('1990')).toHaveCount(0);
}

/** Takes another handle, finds that the earlier address leads on, and takes the earlier one back. */
async function changeHandle(page: Page, locale: Locale, handle: string) {
  const accounts = words(locale, 'accounts');
  const next = `${handle}_${Date.now().toString(36)}`;
  const take = async (wanted: string) => {
    await page.goto(`${prefixOf(locale)}/settings`);
    const form = part(page, accounts['settings-handle']);
    await form.getByLabel(accounts.handle).fill(wanted);
    await form.getByRole('button', { name: accounts['handle-change'] }).click();
    return form;
  };
  const refused = await take('Admin');
  await expect(refused.getByText(words(locale, 'refusals')['accounts-handle-reserved'])).toBeVisible();
  const changed = await take(next.toUpperCase());
  await expect(changed.getByText(accounts['handle-changed'], { exact: true })).toBeVisible();
  await expect(changed.getByLabel(accounts.handle)).toHaveValue(next);
  for (const { prefix } of languages) {
    await page.goto(`${prefix}/people/${handle}`);
    await expect(page).toHaveURL(`${prefix}/people/${next}`);
  }
  const back = await take(handle);
  await expect(back.getByText(accounts['handle-changed'], { exact: true })).toBeVisible();
  await page.goto(`/people/${next}`);
  await expect(page).toHaveURL(`/people/${handle}`);
}

/** Signs in with another browser, signs that out from here, and finds it a visitor's at its next click. */
async function endOtherBrowser(page: Page, locale: Locale, handle: string, browser: Browser) {
  const accounts = words(locale, 'accounts');
  const context = await browser.newContext({ userAgent: firefox });
  const other = await context.newPage();
  await enterSettings(other, locale, handle);
  await page.goto(`${prefixOf(locale)}/settings`);
  const browsers = part(page, accounts['settings-browsers']);
  const name = accounts['browser-on'].replace('{browser}', 'Firefox').replace('{system}', 'Linux');
  await browsers.getByRole('button', { name: accounts['browser-end-named'].replace('{name}', name) }).click();
  await expect(browsers.getByText(accounts['browser-ended'])).toBeInViewport();
  await expect(browsers.getByText(name)).toHaveCount(0);
  await other.goto(`${prefixOf(locale)}/settings`);
  await expect(other).toHaveURL(/\/sign-in\?back=/);
  await context.close();
}

/** Has a code sent to another e-mail and confirms it. */
async function changeEmail(page: Page, locale: Locale, look: (page: Page) => Promise<void>) {
  const accounts = words(locale, 'accounts');
  const since = Date.now();
  const email = `moved.${since.toString(36)}@vitrine.test`;
  await page.goto(`${prefixOf(locale)}/settings`);
  const form = part(page, accounts['settings-email']);
  await form.getByLabel(accounts['email-new']).fill(email);
  await form.getByLabel(accounts['password-current'], { exact: true }).fill(password);
  await form.getByRole('button', { name: accounts['email-change'] }).click();
  await expect(page).toHaveURL(new RegExp(`${prefixOf(locale)}/confirm`));
  await look(page);
  await page.getByLabel(accounts.code).fill(await codeSentTo(email, since));
  await page.getByLabel(accounts.code).press('Enter');
  await expect(page).toHaveURL(new RegExp(`${prefixOf(locale)}/settings`));
  await expect(part(page, accounts['settings-email']).getByText(email)).toBeVisible();
}

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, place: Locator) {
  const isThere = () => place.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press('Tab');
  await expect(place).toBeFocused();
}

for (const { locale } of languages) {
  const accounts = words(locale, 'accounts');

  test(`a member edits the profile, changes handle and e-mail, and ends a session (${locale})`, async ({
    page,
    browser,
  }) => {
    const handle = people.scripted[locale];
    await enterSettings(page, locale, handle);
    await expectGoodScreen(page);
    await editProfile(page, locale, handle, expectGoodScreen);
    await changeHandle(page, locale, handle);
    await endOtherBrowser(page, locale, handle, browser);
    await changeEmail(page, locale, expectGoodScreen);
  });

  test(`a profile is edited by keyboard alone (${locale})`, async ({ page }) => {
    await enterSettings(page, locale, people.scripted[locale]);
    const profile = part(page, accounts['settings-profile']);
    const name = profile.getByLabel(accounts.name, { exact: true });
    await tabTo(page, name);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await expect(profile.getByText(words(locale, 'refusals')['accounts-name-missing'])).toBeVisible();
    await expect(name).toBeFocused();
    await page.keyboard.type('By Keyboard');
    await tabTo(page, profile.getByRole('button', { name: accounts.save, exact: true }));
    await page.keyboard.press('Space');
    await expect(profile.getByText(accounts.saved, { exact: true })).toBeVisible();
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test(`a member edits the profile, changes handle and e-mail, and ends a session (${locale})`, async ({
      page,
      browser,
    }) => {
      const handle = people.plain[locale];
      await enterSettings(page, locale, handle);
      await editProfile(page, locale, handle, expectFitsWidth);
      await changeHandle(page, locale, handle);
      await endOtherBrowser(page, locale, handle, browser);
      await changeEmail(page, locale, expectFitsWidth);
    });
  });
}
