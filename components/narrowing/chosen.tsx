'use client';

import { capitalized, count, day } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import type { ColumnType } from '@/lib/collection/types';
import { useGallery } from '@/lib/hooks';
import { BOUNDS, type Bound } from '@/lib/narrowing/bounds';
import { type ColumnChoice, isRange, withChoice } from '@/lib/narrowing/columns';
import { FACETS, NO_FILTER } from '@/lib/narrowing/narrowing';
import { FACET_NAMES } from './filters';
import type { FilterState, NarrowingState } from './use-narrowing';

interface Props {
  readonly state: FilterState;
  readonly set: (patch: Partial<NarrowingState>) => void;
}

/** What a bound in force is called: what it is of, and its words. */
function wordsOf(bound: Bound, { from, to, size, bbox }: FilterState): [string, string] | null {
  switch (bound) {
    case 'from':
      return from === null ? null : ['Date', `From ${day(from)}`];
    case 'to':
      return to === null ? null : ['Date', `Until ${day(to)}`];
    case 'size':
      return size === null ? null : ['Size', `At least ${count(size)} px`];
    case 'bbox':
      return bbox && ['Place', `Within ${bbox.join(', ')}`];
  }
}

/** What the filters of a column are called, and what is left of it without each. */
function wordsOfChoice(
  choice: ColumnChoice,
  type: ColumnType | undefined,
): { words: string; rest: ColumnChoice }[] {
  const { column } = choice;
  if (!isRange(choice)) {
    return choice.values.map((value) => ({
      words: `${column}: ${type === 'boolean' ? yesOr(value) : value}`,
      rest: { column, values: choice.values.filter((one) => one !== value) },
    }));
  }
  const [from, to] = [choice.from, choice.to].map((end) => end && dayOr(end));
  const range = !to ? `from ${from}` : !from ? `up to ${to}` : `${from} to ${to}`;
  return [{ words: `${column}: ${range}`, rest: { column, from: null, to: null } }];
}

function yesOr(value: string): string {
  return value === 'true' ? 'yes' : value === 'false' ? 'no' : value;
}

function dayOr(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : text;
}

/** The filters in force, each with a button that removes it; not there without any. */
export function Chosen({ state, set }: Props) {
  const { gallery } = useGallery();
  const values = FACETS.flatMap((facet) =>
    state[facet].map((value) => ({
      key: `${facet} ${value}`,
      of: FACET_NAMES[facet],
      name: value,
      words: facet === 'folder' ? value : capitalized(value),
      rest: { [facet]: state[facet].filter((one) => one !== value) },
    })),
  );
  const bounds = BOUNDS.flatMap((bound) => {
    const words = wordsOf(bound, state);
    return words
      ? [{ key: bound, of: words[0], name: words[1], words: words[1], rest: { [bound]: null } }]
      : [];
  });
  const typeOf = (column: string) =>
    gallery?.served?.columns.find(({ name }) => name === column)?.type;
  const columns = state.where.flatMap((choice) =>
    wordsOfChoice(choice, typeOf(choice.column)).map(({ words, rest }) => ({
      key: `where ${words}`,
      of: 'Column',
      name: words,
      words,
      rest: { where: withChoice(state.where, rest) },
    })),
  );
  const chosen = [...values, ...bounds, ...columns];
  if (chosen.length === 0) return null;
  return (
    <ul aria-label="Filters in force" className="flex flex-wrap gap-2 pb-3">
      {chosen.map(({ key, of, name, words, rest }) => (
        <li
          key={key}
          className="flex h-9 max-w-full items-center rounded-full border border-line-strong/60 bg-surface pl-3 text-sm"
        >
          <span className="sr-only">{of}: </span>
          <span className="max-w-64 truncate">{words}</span>
          <button
            type="button"
            aria-label={`Remove the filter ${name}`}
            title="Remove"
            onClick={() => set({ ...rest, stack: null })}
            className="grid size-9 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
          >
            <Icon name="close" className="size-4" />
          </button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <button
            type="button"
            onClick={() => set({ ...NO_FILTER, stack: null })}
            className="h-9 rounded-lg px-2 text-sm text-muted hover:text-ink"
          >
            Remove all filters
          </button>
        </li>
      )}
    </ul>
  );
}
