import { expect, type Locator, type Page } from '@playwright/test';

/** Goes on by Tab until the focus is there, as hands without a mouse do; and sees where it is. */
export async function tabTo(page: Page, target: Locator) {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

/** Tabs to it and presses Enter. */
export async function enterBy(page: Page, target: Locator) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}
