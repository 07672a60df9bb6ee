'use client';

import { useState } from 'react';
import type { CollectionColumn } from '@/lib/collection/types';
import type { Served } from '@/lib/gallery/types';
import { type ColumnChoice, choiceOf, withChoice } from '@/lib/narrowing/columns';
import { fitsAddress } from '@/lib/search-params';
import { ColumnControl } from './column-control';
import type { FilterState, NarrowingState } from './use-narrowing';

/** Columns on show; those after them are folded. */
const FIRST = 8;

/**
 * The columns of a collection that have a control of their own: not its date, its listed categories, and texts that are
 * the same everywhere.
 */
export function columnsOf({ columns, date, items }: Served): readonly CollectionColumn[] {
  return columns.filter(({ name, values }) => {
    if (name === date || (name === 'category' && values)) return false;
    return !(values?.length === 1 && values[0]?.count === items);
  });
}

interface Props {
  readonly columns: readonly CollectionColumn[];
  readonly state: FilterState;
  readonly set: (patch: Partial<NarrowingState>) => void;
}

/** Filters by the columns of a collection. */
export function ColumnFilters({ columns, state, set }: Props) {
  const { where } = state;
  const [full, setFull] = useState(false);
  const rest = columns.slice(FIRST);
  const [open, setOpen] = useState(rest.some(({ name }) => choiceOf(where, name)));
  const choose = (choice: ColumnChoice) => {
    const next = withChoice(where, choice);
    const fits = fitsAddress(next);
    setFull(!fits);
    if (fits) set({ where: next, stack: null });
  };
  const controls = (some: readonly CollectionColumn[]) => (
    <div className="flex flex-wrap gap-x-8 gap-y-4">
      {some.map((column) => (
        <ColumnControl
          key={column.name}
          column={column}
          choice={choiceOf(where, column.name)}
          onChoose={choose}
        />
      ))}
    </div>
  );
  return (
    <>
      {controls(columns.slice(0, FIRST))}
      {rest.length > 0 && (
        <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary className="w-fit cursor-pointer rounded-lg py-1.5 font-medium">
            More filters ({rest.length})
          </summary>
          <div className="pt-2">{controls(rest)}</div>
        </details>
      )}
      {full && (
        <p role="alert">
          That is more than an address can hold. Remove some of the filters by columns first.
        </p>
      )}
    </>
  );
}
