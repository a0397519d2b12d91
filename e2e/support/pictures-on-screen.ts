import { expect, type Page } from '@playwright/test';

/** How much what is seen has moved since the page was opened, but for what somebody asked for. WCAG has no number; browsers call up to 0.1 good. */
export async function expectStill(page: Page) {
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
            if (!entry.hadRecentInput) sum += entry.value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // What is on record already comes before the frame after the next.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  expect(moved, `movement on ${page.url()}`).toBeLessThan(0.01);
}

/** What the browser made of each picture in sight: `place` is its width on the screen, `widths` those on offer, in pixels. */
const inSight = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLImageElement>('main picture img')]
      .filter((image) => {
        const { top, bottom } = image.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      })
      .map((image) => {
        const offers = [...(image.parentElement?.querySelectorAll('source') ?? [])]
          .flatMap(({ srcset }) => srcset.split(/,\s+/))
          .map((offer) => offer.trim().split(/\s+/))
          .map(([address = '', width = '']) => ({ address, width: Number.parseInt(width, 10) }));
        const chosen = offers.find(({ address }) => new URL(address, location.href).href === image.currentSrc);
        return {
          isHere: image.complete && image.naturalWidth > 0,
          place: image.getBoundingClientRect().width * devicePixelRatio,
          chosen: chosen?.width ?? 0,
          widths: [...new Set(offers.map(({ width }) => width))].sort((a, b) => a - b),
        };
      }),
  );

/** Every picture in sight comes. */
export async function expectPictures(page: Page) {
  await expect.poll(async () => (await inSight(page)).filter(({ isHere }) => !isHere), `on ${page.url()}`).toEqual([]);
}

/**
 * Every picture in sight comes, sharp and not too large: of the widths on offer the smallest that fills its place, or the next one up, since a browser
 * chooses before it knows the place to the pixel. Ask it of a browser's first page: others show again, however
 * large, what one before had already.
 */
export async function expectFittingPictures(page: Page) {
  await expectPictures(page);
  const wrong = (await inSight(page)).filter(({ place, chosen, widths }) => {
    const best = widths.findIndex((width) => width >= place * 0.9);
    const fitting = best < 0 ? widths.slice(-1) : widths.slice(best, best + 2);
    return !fitting.includes(chosen);
  });
  expect(wrong, `pictures of the wrong size on ${page.url()}`).toEqual([]);
}
