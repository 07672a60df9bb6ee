'use client';

import { useId, useState } from 'react';
import { Chosen } from '@/components/narrowing/chosen';
import { Filters } from '@/components/narrowing/filters';
import { FiltersButton } from '@/components/narrowing/filters-button';
import type { NarrowingState } from '@/components/narrowing/use-narrowing';
import { Button } from '@/components/ui/button';
import { CopyLink } from '@/components/ui/copy-link';
import { Icon } from '@/components/ui/icon';
import { Select } from '@/components/ui/select';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import { type Box, boxAround } from '@/lib/narrowing/box';
import { filtersIn } from '@/lib/narrowing/narrowing';
import { type InsideReach, K_MAX, roundedBox } from '@/lib/search-params';

const STEPS = [12, 24, 48, 96, K_MAX];

/** What the row changes of a view's state. */
export type ToolsPatch = {
  k?: number;
  captions?: boolean;
  map?: boolean;
  inside?: InsideReach | null;
} & Partial<NarrowingState>;

/** A filter is a step that Back takes back; how many, with captions, on a map is not. */
export function historyOf(patch: ToolsPatch): 'push' | 'replace' {
  return 'k' in patch || 'captions' in patch || 'map' in patch ? 'replace' : 'push';
}

interface Props {
  /** A summary of the list; its row is drawn before the text is known. */
  readonly summary: string;
  /** Whether a query stands behind the list: then it can be linked to, and be longer or shorter. */
  readonly asked: boolean;
  readonly k: number;
  readonly captions: boolean;
  readonly narrowing: NarrowingState;
  /** The answer on show. */
  readonly answer: SearchAnswer | null;
  /** Whether the results are looked into; left out where that cannot be. */
  readonly inside?: boolean | undefined;
  /** Whether the map is shown; left out where nobody knows where anything lies. */
  readonly map?: boolean | undefined;
  readonly set: (patch: ToolsPatch) => void;
}

function boxesOf(item: GalleryItem | undefined): Box[] {
  return item?.bbox ? [item.bbox] : [];
}

/** Over a list: what it is, how many, with captions or not, filtered by what. */
export function ResultTools(props: Props) {
  const { summary, asked, k, captions, narrowing, inside, map, set } = props;
  const { gallery, item: find } = useGallery();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const chosen = filtersIn(narrowing);
  const shownBox = () => {
    const items = props.answer?.items.slice(0, k) ?? [];
    const box = boxAround(items.flatMap(({ id }) => boxesOf(find(id))));
    return box && roundedBox(box);
  };
  const steps = STEPS.includes(k) ? STEPS : [...STEPS, k].sort((a, b) => a - b);
  return (
    <>
      <div className="flex min-h-13 items-center gap-3 py-2">
        <p className="min-w-0 flex-1 text-sm text-muted tabular-nums">{summary}</p>
        <div className="flex shrink-0 items-center gap-1 sm:gap-2">
          {asked && <CopyLink look="bare" />}
          {inside !== undefined && (
            <Button
              look="bare"
              aria-pressed={inside}
              title="Look for it inside each result, and rank by what is seen"
              onClick={() => set({ inside: inside ? null : 'first' })}
              className="aria-pressed:bg-accent-soft aria-pressed:text-ink max-sm:w-9 max-sm:px-0"
            >
              <Icon name="find" className="size-4" />
              <span className="max-sm:sr-only">Look inside</span>
            </Button>
          )}
          {map !== undefined && (
            <Button
              look="bare"
              aria-pressed={map}
              title="Show where the results lie"
              onClick={() => set({ map: !map })}
              className="aria-pressed:bg-accent-soft aria-pressed:text-ink max-sm:w-9 max-sm:px-0"
            >
              <Icon name="map" className="size-4" />
              <span className="max-sm:sr-only">Map</span>
            </Button>
          )}
          <FiltersButton panel={panel} open={open} chosen={chosen} onOpen={setOpen} />
          <Button
            look="bare"
            aria-pressed={captions}
            onClick={() => set({ captions: !captions })}
            className="aria-pressed:bg-accent-soft aria-pressed:text-ink max-sm:w-9 max-sm:px-0"
          >
            <Icon name="captions" className="size-4" />
            <span className="max-sm:sr-only">Captions</span>
          </Button>
          {asked && (
            <Select
              aria-label="Number of results"
              value={k}
              onChange={(event) => set({ k: Number(event.target.value) })}
            >
              {steps.map((step) => (
                <option key={step} value={step}>
                  {step}
                </option>
              ))}
            </Select>
          )}
        </div>
      </div>
      {open && gallery && (
        <Filters
          id={panel}
          gallery={gallery}
          state={narrowing}
          asked={asked}
          shownBox={shownBox}
          set={set}
        />
      )}
      <Chosen state={narrowing} set={set} />
    </>
  );
}
