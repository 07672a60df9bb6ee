'use client';

import { capitalized } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { FACETS } from '@/lib/narrowing/narrowing';
import { FACET_NAMES } from './filters';
import type { NarrowingState } from './use-narrowing';

interface Props {
  readonly state: NarrowingState;
  readonly set: (patch: Partial<NarrowingState>) => void;
}

/** The filters in force, each with a button that removes it; not there without any. */
export function Chosen({ state, set }: Props) {
  const chosen = FACETS.flatMap((facet) => state[facet].map((value) => ({ facet, value })));
  if (chosen.length === 0 && !state.bbox) return null;
  return (
    <ul aria-label="Filters in force" className="flex flex-wrap gap-2 pb-3">
      {chosen.map(({ facet, value }) => (
        <li
          key={`${facet} ${value}`}
          className="flex h-9 max-w-full items-center rounded-full border border-line-strong/60 bg-surface pl-3 text-sm"
        >
          <span className="sr-only">{FACET_NAMES[facet]}: </span>
          <span className="max-w-64 truncate">
            {facet === 'folder' ? value : capitalized(value)}
          </span>
          <button
            type="button"
            aria-label={`Remove the filter ${value}`}
            title="Remove"
            onClick={() =>
              set({ [facet]: state[facet].filter((one) => one !== value), stack: null })
            }
            className="grid size-9 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
          >
            <Icon name="close" className="size-4" />
          </button>
        </li>
      ))}
      {state.bbox && (
        <li className="flex h-9 max-w-full items-center rounded-full border border-line-strong/60 bg-surface pl-3 text-sm">
          <span className="max-w-64 truncate">In a view of the map</span>
          <button
            type="button"
            aria-label="Remove the filter by the map"
            title="Remove"
            onClick={() => set({ bbox: null, stack: null })}
            className="grid size-9 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
          >
            <Icon name="close" className="size-4" />
          </button>
        </li>
      )}
      {chosen.length + (state.bbox ? 1 : 0) > 1 && (
        <li>
          <button
            type="button"
            onClick={() => set({ category: [], tag: [], folder: [], bbox: null, stack: null })}
            className="h-9 rounded-lg px-2 text-sm text-muted hover:text-ink"
          >
            Remove all filters
          </button>
        </li>
      )}
    </ul>
  );
}
