import { expect, test } from '../support/fixtures';

/** The picture in README.md. It changes only when asked for, so that running the journeys leaves the work tree clean. */
const target = process.env.VITRINE_SCREENSHOT ? 'public/screenshot.png' : 'e2e/.results/screenshot.png';

test.use({ viewport: { width: 1440, height: 960 }, colorScheme: 'light' });

test('the entrance can be photographed, every picture on it drawn', async ({ page }) => {
  await page.goto('/');
  const pictures = page.getByRole('main').getByRole('img');
  await expect(pictures.first()).toBeVisible();
  const drawn = () =>
    page.evaluate(() =>
      [...document.images]
        .filter((image) => image.getBoundingClientRect().top < innerHeight)
        .every((image) => image.complete && image.naturalWidth > 0),
    );
  await expect.poll(drawn).toBe(true);
  await page.screenshot({ path: target });
});
