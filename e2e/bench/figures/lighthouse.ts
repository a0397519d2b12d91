import { chromium } from '@playwright/test';
import lighthouse, { type Result } from 'lighthouse';
import { freePort } from '@/testing/ports';
import { chromiumSwitches, findChromium } from '../../support/chromium';
import type { Copy } from '../../support/copy';
import { median } from '../measure';
import type { Row } from '../rows';

/** Each category's gate, of 100 points. */
const atLeast = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof atLeast;
const categories = Object.keys(atLeast) as Category[];

/** Audits that a page fails on purpose: it says itself that it is not for search engines. */
const onPurpose: Record<string, string[]> = { 'sign-in': ['is-crawlable'], register: ['is-crawlable'] };

/**
 * One visit of a page as a phone on a slow mobile line sees it (Lighthouse's own defaults: simulated, four times slower CPU). Each visit has a browser of its
 * own, so that nothing is in a cache.
 */
async function visit(url: string, skipAudits: string[]): Promise<Result> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumSwitches, `--remote-debugging-port=${port}`],
  });
  try {
    const outcome = await lighthouse(url, { port, onlyCategories: categories, skipAudits, logLevel: 'error' });
    if (!outcome || outcome.lhr.runtimeError) throw new Error(`${url}: ${outcome?.lhr.runtimeError?.message}`);
    return outcome.lhr;
  } finally {
    await browser.close();
  }
}

const pointsOf = ({ categories: found }: Result, category: Category) => Math.round((found[category]?.score ?? 0) * 100);

/** What keeps a category from 100: its audits that count and are not perfect, with what they saw. */
function missed({ categories: found, audits }: Result, category: Category): string {
  return (found[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.995)
    .map(({ id }) => [id, audits[id]?.displayValue].filter(Boolean).join(' '))
    .join('; ');
}

/** What a page's speed is made of. */
const speedOf = ({ audits }: Result) =>
  [
    ['FCP', 'first-contentful-paint'],
    ['LCP', 'largest-contentful-paint'],
    ['TBT', 'total-blocking-time'],
    ['CLS', 'cumulative-layout-shift'],
    ['SI', 'speed-index'],
  ]
    .map(([name, id = '']) => `${name} ${audits[id]?.displayValue?.replace('\u00a0', ' ')}`)
    .join(', ');

function rowsOf(name: string, visits: Result[]): Row[] {
  return categories.map((category) => {
    const points = visits.map((result) => pointsOf(result, category));
    const value = median(points);
    // The visit that tells most: the one nearest to the figure.
    const typical = visits[points.indexOf(value)] ?? visits[0];
    const why = typical && value < 100 ? missed(typical, category) : '';
    return {
      what: `Lighthouse: ${name}, ${category}`,
      value,
      unit: '',
      atLeast: atLeast[category],
      spread: points.length > 1 ? `visits ${Math.min(...points)} to ${Math.max(...points)}` : undefined,
      note: [category === 'performance' && typical && speedOf(typical), why].filter(Boolean).join('; '),
    };
  });
}

/** The four scores of each template, mobile: the median of `times` visits, an odd number. */
export async function lighthouseScores(
  { origin }: Copy,
  templates: Record<string, string>,
  times: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(templates)) {
    // To be drawn once, as for everybody but the first visitor.
    await fetch(origin + path);
    const visits: Result[] = [];
    for (let time = 0; time < times; time++) visits.push(await visit(origin + path, onPurpose[name] ?? []));
    rows.push(...rowsOf(name, visits));
  }
  return rows;
}
