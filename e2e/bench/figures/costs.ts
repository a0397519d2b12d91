import type { Copy } from '../../support/copy';
import type { EmptySite } from '../empty-site';
import { compare, costOf, type Subject, startGenerator } from '../measure';
import type { Row } from '../rows';

const connections = 8;

/** CPU of all processes of the copy per request: cached pages, the personal island, a counted visit; and a cached page beside an empty one. */
export async function costs(
  copy: Copy,
  templates: Record<string, string>,
  empty: EmptySite,
  rounds: number,
): Promise<Row[]> {
  const generator = startGenerator();
  const page = (name: string, url: string, root: number): Subject => ({
    name,
    root,
    load: { url, requests: 600, connections },
  });
  const { explore = '/', image = '/' } = templates;
  const pair = await compare(
    generator,
    page('explore', copy.origin + explore, copy.pid),
    page('empty page', empty.origin, empty.pid),
    rounds,
  );
  const rows: Row[] = [
    {
      what: 'CPU: /explore, cached, against an empty page',
      value: pair.ratio,
      unit: '×',
      spread: `rounds ${pair.lowest.toFixed(2)} to ${pair.highest.toFixed(2)}`,
      note: `${pair.a.toFixed(2)} ms against ${pair.b.toFixed(2)} ms`,
    },
  ];
  const subjects = [
    page('an image page, cached', copy.origin + image, copy.pid),
    page('GET /api/viewer, visitor', `${copy.origin}/api/viewer`, copy.pid),
    visits(copy, image),
  ];
  for (const subject of subjects) {
    const { cpu, statuses } = await costOf(generator, subject, rounds);
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    rows.push({ what: `CPU: ${subject.name}`, value: cpu, unit: 'ms', note: answers.join(', ') });
  }
  generator.stop();
  return rows;
}

/** Counted visits of one image, all by the same visitor: the cost is that of the common case, a visit within the half hour. */
function visits({ origin, pid }: Copy, path: string): Subject {
  const headers = { 'content-type': 'application/json', origin, 'user-agent': 'Mozilla/5.0 Firefox/140.0' };
  const body = JSON.stringify({ image: /^\/images\/(\w+)/.exec(path)?.[1] });
  return {
    name: 'POST /api/visit',
    root: pid,
    load: { url: `${origin}/api/visit`, requests: 300, connections, method: 'POST', headers, body },
  };
}
