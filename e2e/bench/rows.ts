/** One figure. `atMost` or `atLeast` makes it a gate; `spread` and `note` say how much it is worth. */
export type Row = {
  what: string;
  value: number;
  unit: string;
  atMost?: number;
  atLeast?: number;
  spread?: string;
  note?: string;
};

const written = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));

export const holds = ({ value, atMost = Infinity, atLeast = -Infinity }: Row) => value <= atMost && value >= atLeast;

function gateOf(row: Row): string {
  const { atMost, atLeast } = row;
  const asked = [
    atMost !== undefined && `at most ${written(atMost)}`,
    atLeast !== undefined && `at least ${written(atLeast)}`,
  ];
  const words = asked.filter(Boolean).join(', ');
  return words && `${holds(row) ? 'holds' : 'BROKEN'}: ${words}`;
}

/** The figures as a table for people, one a line, in columns. */
export function table(rows: Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${written(row.value)} ${row.unit}`,
    gateOf(row),
    [row.spread, row.note].filter(Boolean).join(', '),
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
