import type { Copy } from '../../support/copy';
import type { EmptySite } from '../empty-site';
import { compare, costOf, type Subject, startGenerator } from '../measure';
import type { Row } from '../rows';

const connections = 8;

/** CPU of all processes of the copy per request: each cached page, the personal island; and a cached page beside an empty one. */
export async function costs(
  copy: Copy,
  templates: Record<string, string>,
  empty: EmptySite,
  rounds: number,
): Promise<Row[]> {
  const generator = startGenerator();
  const at = (name: string, url: string, root: number): Subject => ({
    name,
    root,
    load: { url, requests: 600, connections },
  });
  const pair = await compare(
    generator,
    at('explore', `${copy.origin}/explore`, copy.pid),
    at('empty page', empty.origin, empty.pid),
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
    ...Object.entries(templates).map(([name, path]) => at(`${name}, cached`, copy.origin + path, copy.pid)),
    at('GET /api/viewer, visitor', `${copy.origin}/api/viewer`, copy.pid),
  ];
  for (const subject of subjects) {
    const { cpu, perSecond, statuses } = await costOf(generator, subject, rounds);
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    const note = `${perSecond.toFixed(0)} a second on one core, ${answers.join(', ')}`;
    rows.push({ what: `CPU: ${subject.name}`, value: cpu, unit: 'ms', note });
  }
  generator.stop();
  return rows;
}
