import { expect, type Page } from '@playwright/test';
import { type Locale, languages } from './places';
import { words } from './words';

/** The demo's people, who are there in every copy that starts without `--no-demo`. */
export const demo = {
  ana: { login: 'ana@vitrine.test' },
  bo: { login: 'bo@vitrine.test' },
} as const;

const password = 'vitrine-demo';

/** The beginning of addresses in a language. */
export const prefixOf = (locale: Locale) => languages.find((language) => language.locale === locale)?.prefix ?? '';

/** Signs in as people do: the page, two fields, one button. Works with and without JavaScript. */
export async function signIn(page: Page, { login }: { login: string }, locale: Locale = 'en') {
  const accounts = words(locale, 'accounts');
  await page.goto(`${prefixOf(locale)}/sign-in`);
  await page.getByLabel(accounts.login).fill(login);
  await page.getByLabel(accounts.password).fill(password);
  await page.getByRole('main').getByRole('button', { name: accounts['sign-in'] }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}
