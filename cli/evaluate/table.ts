/** A table in plain text: a title, names to the left, figures to the right under their heads. */
export interface Table {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

export function printTable({ title, heads, rows }: Table): string {
  const nameWidth = Math.max(title.length, ...rows.map(({ name }) => name.length + 2));
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...rows.map(({ cells }) => (cells[i] ?? '').length)),
  );
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(nameWidth), ...cells.map((cell, i) => cell.padStart(widths[i] ?? 0))]
      .join('  ')
      .trimEnd();
  return [line(title, heads), ...rows.map(({ name, cells }) => line(`  ${name}`, cells))].join(
    '\n',
  );
}

/** A share as papers print it: three digits, no leading zero. */
export function share(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}

export function percent(value: number): string {
  return value.toFixed(1);
}
