'use client';

import { useCallback, useDeferredValue, useId, useMemo, useState } from 'react';
import { useReport } from '@/components/frame/report';
import { useStopped } from '@/components/frame/use-stopped';
import { ItemPanel } from '@/components/item-panel/item-panel';
import { Chosen } from '@/components/narrowing/chosen';
import { Filters } from '@/components/narrowing/filters';
import { FiltersButton } from '@/components/narrowing/filters-button';
import { type NarrowingState, useNarrowing } from '@/components/narrowing/use-narrowing';
import { Notices } from '@/components/results/notices';
import { ResultList } from '@/components/results/result-list';
import { SelectedList } from '@/components/selection/selected-list';
import { SelectionBar } from '@/components/selection/selection-bar';
import { useSelection } from '@/components/selection/use-selection';
import { useShowSelected } from '@/components/selection/use-show-selected';
import { SearchBox } from '@/components/text-view/search-box';
import { Button } from '@/components/ui/button';
import { ErrorCard } from '@/components/ui/error-card';
import { capitalized, count } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { useTitle } from '@/components/ui/use-title';
import type { Region } from '@/lib/atlas/types';
import type { Query } from '@/lib/engine/protocol';
import { useEngineRetry, useGallery, useSearch, useView } from '@/lib/hooks';
import { useAtlas } from '@/lib/hooks/use-atlas';
import { filterOf, filtersIn } from '@/lib/narrowing/narrowing';
import { toHref, VIEWS } from '@/lib/search-params';
import { AtlasMap } from './atlas-map';
import { type Camera, WHOLE } from './camera';
import { inView, litBy, passingOf } from './in-view';
import { categoryOffers, distinctNames, passingIn } from './region-names';
import { Regions } from './regions';

/** How near a region is shown that was chosen by its name. */
const NEAR = 5;

/** All of the items are on the map, copies too. */
const UNSORTED = { sort: 'similarity', fold: false, stack: null } as const;

/** The gallery as a map of its embedding space. */
export function AtlasView() {
  const { state, set, problems } = useView('atlas');
  const { q, item, x, y, z } = state;
  const { gallery, thumbUrl, error: galleryError } = useGallery();
  const selection = useSelection();
  const show = useShowSelected(q);
  const stopped = useStopped();
  const retry = useEngineRetry();
  const [selecting, setSelecting] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const panel = useId();
  const items = gallery?.items;
  const categorized = useMemo(() => items?.some(({ category }) => category) ?? true, [items]);
  const { atlas, read, progress, error } = useAtlas(!categorized);
  const narrowing = useNarrowing({ ...state, ...UNSORTED });
  const passing = useMemo(
    () => (items && narrowing.filter ? passingOf(items, narrowing.filter) : null),
    [items, narrowing],
  );
  const filter = (patch: Partial<NarrowingState>) => set(filterOf({ ...state, ...patch }), 'push');
  const query = useMemo<Query | null>(() => (q.trim() ? { kind: 'text', text: q } : null), [q]);
  const search = useSearch(query, items?.length ?? 1, narrowing);
  const { answer } = search;

  const camera = useMemo(() => ({ x, y, z }), [x, y, z]);
  const look = useCallback((to: Camera) => set(to), [set]);
  const go = (to: Camera) => set(to, 'push');
  const open = useCallback((id: string) => set({ item: id }, 'push'), [set]);
  const lit = useMemo(
    () => (answer && items ? litBy(answer, items.length) : null),
    [answer, items],
  );
  const names = useMemo(
    () => distinctNames((items && atlas && categoryOffers(items, atlas)) ?? read ?? []),
    [items, atlas, read],
  );
  const counts = useMemo(() => (atlas ? passingIn(atlas, passing) : []), [atlas, passing]);
  const labels = useMemo(
    () =>
      (atlas?.regions ?? []).map((region, i) => ({
        name: counts[i] ? capitalized(names[i] ?? '') : '',
        at: region,
      })),
    [atlas, names, counts],
  );
  // The list follows the map when the map is at rest.
  const listed = useDeferredValue(camera);
  const shown = useMemo(
    () => (items && atlas ? inView(items, atlas.positions, listed, answer, passing) : null),
    [items, atlas, listed, answer, passing],
  );
  const total = passing?.reduce((sum, one) => sum + one, 0) ?? items?.length ?? 0;
  const found = lit?.reduce((sum, one) => sum + one, 0) ?? 0;
  const sentence =
    !answer || search.stale || !items
      ? ''
      : found > 0
        ? `${count(found)} of ${count(total)} look like “${q.trim().slice(0, 80)}”.`
        : `Nothing here looks like “${q.trim().slice(0, 80)}”.`;
  useReport(sentence, answer);
  useTitle(q ? `${q} · Atlas` : VIEWS.atlas.title);
  const hrefOf = useCallback((id: string) => toHref('atlas', { ...state, item: id }), [state]);

  const problem = stopped ?? galleryError ?? error;
  const ready = atlas && items && atlas.positions.length === 2 * items.length;
  return (
    <>
      <h1 className="sr-only">Atlas: the gallery as a map</h1>
      <div className="pt-4 pb-3 sm:pt-6">
        <SearchBox
          value={q}
          focused={false}
          onType={(text) => set({ q: text })}
          onKeep={() => set({ q }, 'push')}
        />
      </div>
      <Notices problems={problems} notices={search.stale ? [] : answer?.notices} />
      {problem ? (
        <ErrorCard
          report={problem}
          onRetry={problem.code === 'parameter-invalid' ? undefined : retry}
        />
      ) : (
        <>
          <div className="flex min-h-11 flex-wrap items-center gap-2 pb-2">
            <p className="min-w-0 flex-1 text-sm text-muted tabular-nums">
              {sentence || (shown ? `${count(shown.ids.length)} pictures in view` : '')}
            </p>
            <FiltersButton
              panel={panel}
              open={filtering}
              chosen={filtersIn(state)}
              onOpen={setFiltering}
            />
            <Button
              aria-pressed={selecting}
              onClick={() => setSelecting(!selecting)}
              className="aria-pressed:bg-accent-soft"
            >
              <Icon name="select" className="size-4" />
              <span className="max-sm:sr-only">Select an area</span>
            </Button>
            <Button onClick={() => shown && selection.add(shown.ids)}>
              <Icon name="check" className="size-4" />
              <span className="max-sm:sr-only">Select all in view</span>
            </Button>
            <Button
              icon
              aria-label="Zoom out"
              onClick={() => look({ ...camera, z: Math.max(1, z / 1.5) })}
            >
              <Icon name="minus" className="size-4" />
            </Button>
            <Button
              icon
              aria-label="Zoom in"
              onClick={() => look({ ...camera, z: Math.min(64, z * 1.5) })}
            >
              <Icon name="plus" className="size-4" />
            </Button>
            <Button icon aria-label="Show the whole map" onClick={() => go(WHOLE)}>
              <Icon name="whole" className="size-4" />
            </Button>
          </div>
          {filtering && gallery && (
            <Filters
              id={panel}
              gallery={gallery}
              state={filterOf(state)}
              asked={false}
              set={filter}
            />
          )}
          <Chosen state={filterOf(state)} set={filter} />
          {ready ? (
            <AtlasMap
              atlas={atlas}
              items={items}
              labels={labels}
              lit={lit}
              passing={passing}
              selected={selection.ids}
              camera={camera}
              selecting={selecting}
              thumbUrl={thumbUrl}
              onCamera={look}
              onPick={open}
              onSelect={selection.add}
            />
          ) : (
            <Waiting progress={progress} />
          )}
          {show.shown && (
            <SelectedList captions={false} open={item} hrefOf={hrefOf} onOpen={open} />
          )}
          {ready && !show.shown && (
            <div className="flex flex-col gap-4 pt-4">
              <Regions
                regions={atlas.regions}
                names={names}
                counts={counts}
                onGo={(region: Region) => go({ x: region.x, y: region.y, z: NEAR })}
              />
              {shown && shown.entries.length > 0 && (
                <ResultList
                  label="In view"
                  above={shown.entries}
                  below={[]}
                  cutoff={answer?.cutoff}
                  strong={answer?.strong}
                  captions={false}
                  open={item}
                  hrefOf={hrefOf}
                  onOpen={open}
                />
              )}
            </div>
          )}
        </>
      )}
      <SelectionBar answer={search.stale ? null : answer} show={show} />
      {item !== null && (
        <ItemPanel
          id={item}
          shared={state}
          asked={answer !== null || show.shown}
          ranked={show.shown ? show.list : answer}
          words={q}
          onMove={(id) => set({ item: id })}
          onOpen={open}
          onClose={() => set({ item: null }, 'push')}
        />
      )}
    </>
  );
}

function Waiting({ progress }: { progress: number }) {
  return (
    <div className="grid h-[min(68dvh,46rem)] place-items-center rounded-2xl border border-line bg-surface">
      <div className="w-64 text-center text-sm text-muted">
        <p className="pb-2">Drawing the map of this gallery</p>
        <progress aria-label="Drawing the map" max={1} value={progress} className="progress-bar" />
      </div>
    </div>
  );
}
