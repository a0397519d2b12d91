import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsWidth, test } from '../support/fixtures';
import { signIn } from '../support/people';
import { languages } from '../support/places';
import { words } from '../support/words';

/** Somebody no other journey signs in as: what they do not want to see stays their own. */
const edda = { login: 'edda@vitrine.test' };

const cardsOf = (page: Page, handle: string) => page.locator(`[data-by="${handle}"] > *`);

/** Whose images hang on this page more than once, and is not the one who looks. */
async function anOwnerOn(page: Page): Promise<string> {
  const owners = await page
    .locator('main li[data-by]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-by')));
  const owner = owners.find((handle) => handle !== null && handle !== 'edda');
  if (!owner) throw new Error('Nobody’s image hangs here.');
  return owner;
}

/** Their cards are there, as large as before, and nothing in them can be seen, focused or heard; the others are as they were. */
async function expectBlank(page: Page, handle: string) {
  const cards = cardsOf(page, handle);
  await expect(cards.first()).toBeAttached();
  for (const card of await cards.all()) await expect(card).toBeHidden();
  const box = await page
    .locator(`[data-by="${handle}"]`)
    .first()
    .evaluate((card) => card.getBoundingClientRect().height);
  expect(box).toBeGreaterThan(0);
  await expect(page.locator(`main [data-by]:not([data-by="${handle}"]) > *`).first()).toBeVisible();
}

for (const { locale, prefix } of languages) {
  const social = words(locale, 'social');
  const site = words(locale, 'site');

  test(`a blocked person’s images do not stay visible, nor come back (${locale})`, async ({ page }) => {
    await signIn(page, edda, locale);
    await page.goto(`${prefix}/explore`);
    const handle = await anOwnerOn(page);
    await expect(cardsOf(page, handle).first()).toBeVisible();

    await page.goto(`${prefix}/people/${handle}`);
    const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.getByLabel(social['keep-away'].replace('{name}', name)).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: social.block, exact: true }).click();
    await expect(page.getByText(social['blocked-note'].replace('{name}', name))).toBeVisible();
    await expect(cardsOf(page, handle).first()).toBeHidden();

    try {
      await test.step('through links inside the site, and Back', async () => {
        await page.getByRole('link', { name: site.explore }).first().click();
        await expect(page).toHaveURL(`${prefix}/explore`);
        await expectBlank(page, handle);
        await page.goBack();
        await expect(cardsOf(page, handle).first()).toBeHidden();
        await page.goForward();
        await expectBlank(page, handle);
        await expectAccessible(page);
      });

      await test.step('on a page loaded anew, before the site has said anything', async () => {
        await page.route('**/api/viewer*', () => {});
        for (const path of ['/explore', '/people', '/']) {
          await page.goto(prefix + path || '/', { waitUntil: 'commit' });
          await expect(cardsOf(page, handle).first()).toBeAttached();
          await expect(cardsOf(page, handle).first()).toBeHidden();
        }
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      });
    } finally {
      await page.goto(`${prefix}/settings/hidden`);
      await expectFitsWidth(page);
      await page.getByRole('button', { name: social['unblock-who'].replace('{name}', name) }).click();
    }
    await expect(page.getByText(`@${handle}`)).toHaveCount(0);
    await page.goto(`${prefix}/explore`);
    await expect(cardsOf(page, handle).first()).toBeVisible();
  });

  test(`somebody is followed on a phone, and that is true after a reload (${locale})`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page, edda, locale);
    await page.goto(`${prefix}/people`);
    await expectFitsWidth(page);
    await expectAccessible(page);
    const handle = await anOwnerOn(page);
    const card = page.locator(`main li[data-by="${handle}"]`);
    const button = card.getByRole('button').first();
    await expect(card.getByRole('link').first()).toBeVisible();
    const before = (await button.textContent()) ?? '';
    const isFollowed = before.startsWith(social.following);
    const other = isFollowed ? social.follow : social.following;
    await button.click();
    await expect(button).toHaveText(new RegExp(`^${other}`));
    await expect
      .poll(async () => {
        await page.reload();
        return button.textContent();
      })
      .toMatch(new RegExp(`^${other}`));
    await button.click();
    await expect(button).toHaveText(before);
  });
}
