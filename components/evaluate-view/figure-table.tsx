import type { ReactNode } from 'react';

interface Row {
  readonly name: ReactNode;
  readonly cells: readonly string[];
  /** The row that was computed here, before all others. */
  readonly own?: boolean;
}

interface Props {
  readonly caption: string;
  /** What the figures are, in a sentence or two. */
  readonly note: ReactNode;
  /** Of the first column, then of the cells. */
  readonly heads: readonly string[];
  readonly rows: readonly (Row & { readonly key: string })[];
}

/** A table of figures that can be read aloud: a caption, a head for every row and column. */
export function FigureTable({ caption, note, heads, rows }: Props) {
  return (
    <div className="max-w-4xl min-w-0 flex-1 basis-full sm:basis-120">
      <div className="overflow-x-auto rounded-2xl border border-line bg-surface">
        <table className="w-full text-xs tabular-nums sm:text-sm">
          <caption className="px-4 pt-3.5 pb-2 text-left text-base font-medium">{caption}</caption>
          <thead>
            <tr className="border-b border-line text-left text-muted">
              {heads.map((head, i) => (
                <th
                  key={head}
                  scope="col"
                  className={`py-2 font-medium whitespace-nowrap ${i === 0 ? 'px-3 sm:px-4' : 'pr-2 text-right sm:pr-4'}`}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, cells, own }) => (
              <tr key={key} className="border-b border-line last:border-0">
                <th
                  scope="row"
                  className={`min-w-16 px-3 py-2.5 sm:min-w-36 sm:px-4 text-left ${own ? 'font-semibold' : 'font-normal text-muted'}`}
                >
                  {name}
                </th>
                {cells.map((cell, i) => (
                  <td
                    key={heads[i + 1]}
                    className={`py-2.5 pr-2 text-right sm:pr-4 align-top whitespace-nowrap ${own ? 'font-semibold' : 'text-muted'}`}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="px-4 pt-2 text-sm text-pretty text-muted">{note}</p>
    </div>
  );
}
