import { setTimeout as pause } from 'node:timers/promises';
import type { Copy } from '../../support/copy';
import { memoryOf, partOf, treeOf } from '../../support/processes';
import type { Row } from '../rows';

/** How long a copy is left alone before its memory is read, in milliseconds. */
const restMs = 5_000;

/** Memory of each part at rest: PSS, which divides shared pages among those who share them, with RSS beside it. */
export async function memoryAtRest({ pid }: Copy): Promise<Row[]> {
  await pause(restMs);
  const parts = new Map<string, { pss: number; rss: number; processes: number }>();
  for (const memory of treeOf(pid).flatMap((one) => memoryOf(one) ?? [])) {
    const part = partOf(memory.command);
    const sum = parts.get(part) ?? { pss: 0, rss: 0, processes: 0 };
    parts.set(part, { pss: sum.pss + memory.pss, rss: sum.rss + memory.rss, processes: sum.processes + 1 });
  }
  const rows = [...parts].map(
    ([part, { pss, rss, processes }]): Row => ({
      what: `memory at rest: ${part}`,
      value: pss,
      unit: 'MB',
      note: `RSS ${rss.toFixed(0)} MB, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
    }),
  );
  return [
    ...rows,
    { what: 'memory at rest: together', value: rows.reduce((sum, { value }) => sum + value, 0), unit: 'MB' },
  ];
}
