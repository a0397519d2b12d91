import { defineConfig } from '@playwright/test';
import { chromiumSwitches, findChromium } from './support/chromium';
import { freePlace, journeyPort } from './support/places';

const results = process.env.VITRINE_RESULTS;
process.env.VITRINE_JOURNEY_PORT ??= process.env.VITRINE_RUNNING_PORT ?? String(await freePlace());

/** Journeys of people through a whole copy of the house, in one browser. They share the copy, each with people and pictures of its own. */
export default defineConfig({
  testDir: './journeys',
  testMatch: '**/*.journey.ts',
  outputDir: './.results/journeys',
  globalSetup: './support/bring-up.ts',
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: results ? [['list'], ['json', { outputFile: results }]] : [['list']],
  use: {
    baseURL: `http://localhost:${journeyPort()}`,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium(), args: chromiumSwitches },
  },
});
