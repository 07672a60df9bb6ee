'use client';

import { capitalized, count, day } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { BOUNDS, type Bound, NO_BOUNDS } from '@/lib/narrowing/bounds';
import { FACETS } from '@/lib/narrowing/narrowing';
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

/** The filters in force, each with a button that removes it; not there without any. */
export function Chosen({ state, set }: Props) {
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
  const chosen = [...values, ...bounds];
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
            onClick={() => set({ category: [], tag: [], folder: [], ...NO_BOUNDS, stack: null })}
            className="h-9 rounded-lg px-2 text-sm text-muted hover:text-ink"
          >
            Remove all filters
          </button>
        </li>
      )}
    </ul>
  );
}
