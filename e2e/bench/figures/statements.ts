import type { Copy } from '../../support/copy';
import { statementCounter } from '../../support/statements';
import type { Row } from '../rows';

/** Statements that a page may cost when it is drawn. */
const atMost = 4;

/** Statements each public template costs to draw, and (none) to serve once drawn. */
export async function statementsPerTemplate({ origin }: Copy, templates: Record<string, string>): Promise<Row[]> {
  const { expireCaches } = await import('@/platform/caches');
  const counter = statementCounter(process.env.DATABASE_URL ?? '');
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(templates)) {
    await expireCaches();
    const visit = () => fetch(origin + path).then((response) => response.arrayBuffer());
    rows.push({ what: `statements to draw: ${name}`, value: (await counter.during(visit)).length, unit: '', atMost });
    rows.push({
      what: `statements once drawn: ${name}`,
      value: (await counter.during(visit)).length,
      unit: '',
      atMost: 0,
    });
  }
  await counter.end();
  return rows;
}
