import type { Copy } from '../../support/copy';
import type { EmptySite } from '../empty-site';
import { weighScripts } from '../page-weight';
import type { Row } from '../rows';

/** JavaScript of public pages may be this much of an empty page's of the same Next. */
const atMost = 1.1;

/** JavaScript of each public template, gzip, against the empty page. */
export async function scriptWeights(
  { origin }: Copy,
  templates: Record<string, string>,
  empty: EmptySite,
): Promise<Row[]> {
  const yardstick = await weighScripts(empty.origin);
  const rows: Row[] = [
    {
      what: 'JavaScript: empty page',
      value: yardstick.gzip / 1000,
      unit: 'kB gzip',
      note: `brotli ${(yardstick.brotli / 1000).toFixed(1)} kB`,
    },
  ];
  for (const [name, path] of Object.entries(templates)) {
    const { gzip, brotli, files } = await weighScripts(origin + path);
    rows.push({
      what: `JavaScript: ${name}`,
      value: gzip / yardstick.gzip,
      unit: '× empty',
      atMost,
      note: `${(gzip / 1000).toFixed(1)} kB gzip, ${(brotli / 1000).toFixed(1)} kB brotli, ${files} files`,
    });
  }
  return rows;
}
