'use client';

import { useId, useMemo } from 'react';
import { DensitySelect } from '@/components/results/density';
import { capitalized } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { Box } from '@/lib/narrowing/box';
import { FACETS, type Facet, filterOf } from '@/lib/narrowing/narrowing';
import { SORTS, type Sort } from '@/lib/narrowing/order';
import { DateBounds, PlaceBounds, SizeBound } from './bounds';
import { Choices } from './choices';
import { ColumnFilters, columnsOf } from './columns';
import { useCounts } from './use-counts';
import { useExtent } from './use-extent';
import type { FilterState, NarrowingState } from './use-narrowing';

/** What the facets are called. */
export const FACET_NAMES: Readonly<Record<Facet, string>> = {
  category: 'Category',
  tag: 'Shows all of',
  folder: 'Folder',
};

const SORT_NAMES: Readonly<Record<Sort, string>> = {
  similarity: 'Similarity',
  name: 'Name',
  date: 'Date',
};

interface Props {
  readonly id: string;
  readonly gallery: GalleryManifest;
  readonly state: FilterState;
  /** Whether a query stands behind the list: its answer is folded. */
  readonly asked: boolean;
  /** The box around the results shown; null where none of them says where it lies. */
  readonly shownBox?: () => Box | null;
  readonly set: (patch: Partial<NarrowingState>) => void;
}

/** All that can be filtered by, with counts; the order of the list; and whether duplicates are folded. */
export function Filters({ id, gallery, state, asked, shownBox, set }: Props) {
  const { category, tag, folder, where, from, to, size, bbox } = state;
  const filter = useMemo(
    () => filterOf({ category, tag, folder, where, from, to, size, bbox }),
    [category, tag, folder, where, from, to, size, bbox],
  );
  const counts = useCounts(gallery, filter);
  const columns = gallery.served ? columnsOf(gallery.served) : [];
  const extent = useExtent(gallery, filter);
  const sort = useId();
  const bounded = extent.dated || extent.sizes.length > 0 || extent.placed;
  const nothing =
    !bounded && columns.length === 0 && FACETS.every((facet) => counts[facet].length === 0);
  const sorts = SORTS.filter((one) => one !== 'date' || extent.dated || state.sort === 'date');
  return (
    <section
      id={id}
      aria-label="Filters"
      className="mb-4 flex flex-col gap-4 rounded-2xl border border-line bg-surface p-4 text-sm"
    >
      {state.sort !== undefined && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <span className="flex items-center gap-2">
            <label htmlFor={sort}>Sort by</label>
            <Select
              id={sort}
              value={state.sort}
              onChange={({ target }) => set({ sort: target.value as Sort })}
            >
              {sorts.map((one) => (
                <option key={one} value={one}>
                  {SORT_NAMES[one]}
                </option>
              ))}
            </Select>
          </span>
          <DensitySelect />
          {asked && !gallery.served && (
            <label className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={state.fold ?? true}
                onChange={({ target }) => set({ fold: target.checked, stack: null })}
                className="size-4 accent-accent"
              />
              Stack near-identical pictures
            </label>
          )}
        </div>
      )}
      {nothing && <p className="text-muted">{NOTHING}</p>}
      {FACETS.map((facet) => (
        <Choices
          key={facet}
          legend={FACET_NAMES[facet]}
          counts={counts[facet]}
          chosen={state[facet]}
          {...(facet !== 'folder' && { wordsOf: capitalized })}
          onChange={(values) => set({ [facet]: values, stack: null })}
        />
      ))}
      {bounded && (
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          {extent.dated && <DateBounds state={state} dates={extent.dates} set={set} />}
          {extent.sizes.length > 0 && <SizeBound state={state} sizes={extent.sizes} set={set} />}
          {extent.placed && (
            <PlaceBounds
              state={state}
              places={extent.places}
              shownBox={asked ? shownBox : undefined}
              set={set}
            />
          )}
        </div>
      )}
      {columns.length > 0 && <ColumnFilters columns={columns} state={state} set={set} />}
    </section>
  );
}

const NOTHING = 'This gallery has no categories, tags, folders, dates or places to filter by.';
