/** One figure. `atMost` makes it a gate; `spread` and `note` say how much it is worth. */
export type Row = { what: string; value: number; unit: string; atMost?: number; spread?: string; note?: string };

const written = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));

/** The figures as a table for people, one a line, in columns. */
export function table(rows: Row[]): string {
  const cells = rows.map(({ what, value, unit, atMost, spread, note }) => [
    what,
    `${written(value)} ${unit}`,
    atMost === undefined ? '' : `${value <= atMost ? 'holds' : 'BROKEN'}: at most ${written(atMost)}`,
    [spread, note].filter(Boolean).join(', '),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
