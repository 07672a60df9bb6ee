'use client';

import { useCallback, useMemo } from 'react';
import { useReport } from '@/components/frame/report';
import { InsideBar } from '@/components/inside/inside-bar';
import { ItemPanel } from '@/components/item-panel/item-panel';
import { partsOf } from '@/components/item-panel/parts';
import { useNarrowing } from '@/components/narrowing/use-narrowing';
import { Chips } from '@/components/query/chips';
import { Concepts } from '@/components/query/concepts';
import { Offer } from '@/components/query/offer';
import { useQuery } from '@/components/query/use-query';
import { titleOf } from '@/components/query/words';
import { Notices } from '@/components/results/notices';
import { historyOf, ResultTools, type ToolsPatch } from '@/components/results/result-tools';
import { sentenceOf, summaryOf } from '@/components/results/words';
import { canMap, WithMap } from '@/components/scene-map/with-map';
import { SelectedList } from '@/components/selection/selected-list';
import { SelectionBar } from '@/components/selection/selection-bar';
import { useShowSelected } from '@/components/selection/use-show-selected';
import { useTitle } from '@/components/ui/use-title';
import { sizeOf } from '@/lib/gallery/types';
import {
  useEndless,
  useEngineStatus,
  useGallery,
  useInside,
  useSearch,
  useView,
} from '@/lib/hooks';
import { allMarked, marked, stateOf } from '@/lib/query/ingredients';
import { negationOf } from '@/lib/query/negation';
import { INSIDE_FIRST, toHref } from '@/lib/search-params';
import { Examples } from './examples';
import { Introduction } from './introduction';
import { SearchBox } from './search-box';
import { TextAnswer } from './text-answer';
import { useLatest, useLatestCallback } from './use-latest';

const NONE: readonly string[] = [];

/** Words to images. All that it shows is in the URL. */
export function TextView() {
  const { state, set, problems } = useView('text');
  const { q, k, captions, item } = state;
  const { gallery, model: opened, list, config } = useGallery();
  const { ingredients, query, problem } = useQuery(state, opened?.dim);
  const features = useMemo(() => partsOf(q), [q]);
  // A server's collection has no pictures here to look into.
  const canLook = features.length > 0 && gallery !== null && !gallery.served;
  const reach = canLook ? state.inside : null;
  const most = reach === 'all' && gallery ? sizeOf(gallery) : reach ? INSIDE_FIRST : k;
  // The most similar are looked into; what is found in them ranks them.
  const narrowing = useNarrowing(reach ? { ...state, sort: 'similarity' } : state);
  const first = useSearch(query, Math.max(k, most), narrowing);
  const { answer, stale } = first;
  const search = useEndless(first, query, k, narrowing, gallery);
  const lookedInto = useMemo(
    () => (reach && answer && !stale ? answer.items.slice(0, most).map(({ id }) => id) : null),
    [reach, answer, stale, most],
  );
  const inside = useInside(lookedInto, features);
  const status = useEngineStatus();
  const asked = ingredients.length > 0;
  const plain = ingredients.every(({ kind }) => kind === 'words');
  const show = useShowSelected(JSON.stringify(ingredients));
  const negation = useMemo(() => negationOf(q), [q]);
  const suggestions = list.galleries.find(({ id }) => id === config.gallery)?.suggestions;

  const title = plain ? q : titleOf(ingredients);
  useTitle(title);
  useReport(sentenceOf(`“${title.slice(0, 80)}”`, search, gallery), search.answer);

  // Links of the list are of the query that it answers: each keystroke would draw all of its cards anew.
  const answered = useLatest(state, !search.stale);
  const hrefOf = useCallback((id: string) => toHref('text', { ...answered, item: id }), [answered]);
  const { gallery: galleryId, model, index, backend } = state;
  const shared = useMemo(
    () => ({ gallery: galleryId, model, index, backend }),
    [galleryId, model, index, backend],
  );
  const open = useCallback((id: string) => set({ item: id }, 'push'), [set]);
  const mark = useLatestCallback((id: string, side: 'like' | 'unlike') =>
    set(stateOf(marked(ingredients, id, side)), 'push'),
  );
  const tool = useLatestCallback((patch: ToolsPatch) => set(patch, historyOf(patch)));
  const leaveOut = useLatestCallback((words: string) =>
    set({ minus: [...state.minus, words] }, 'push'),
  );
  const takeConcept = useLatestCallback((e: string) => set({ e: [...state.e, e] }, 'push'));
  const choose = useCallback((example: string) => set({ q: example, item: null }, 'push'), [set]);
  const exampleHrefOf = useCallback(
    (example: string) => toHref('text', { ...shared, k, captions, q: example }),
    [shared, k, captions],
  );

  return (
    <>
      <h1 className="sr-only">Search images by words</h1>
      <div className="pt-4 sm:pt-6">
        <SearchBox
          value={q}
          focused={item === null}
          onType={(text) => set({ q: text })}
          onKeep={() => set({ q }, 'push')}
        />
        {negation && (
          <Offer
            negation={negation}
            onTake={() =>
              set({ q: negation.keep, minus: [...state.minus, ...negation.leaveOut] }, 'push')
            }
          />
        )}
        {!plain && <Chips ingredients={ingredients} onChange={set} />}
        {plain && !negation && (
          <div className="flex items-center gap-2 pt-2">
            <div className="min-w-0 flex-1">
              <Examples
                queries={suggestions ?? NONE}
                current={q}
                hrefOf={exampleHrefOf}
                onChoose={choose}
                onLeaveOut={asked ? leaveOut : undefined}
              />
            </div>
            <Concepts onTake={takeConcept} />
          </div>
        )}
      </div>
      {!asked && <Introduction />}
      {show.shown ? (
        <SelectedList
          captions={captions}
          open={item}
          hrefOf={hrefOf}
          marks={state}
          onMark={mark}
          onOpen={open}
        />
      ) : (
        <>
          <ResultTools
            summary={reach ? '' : summaryOf(asked, search, status, gallery, status.text, state)}
            k={k}
            captions={captions}
            narrowing={state}
            answer={search.answer}
            inside={canLook ? reach !== null : undefined}
            map={gallery && canMap(gallery, answer) ? state.map : undefined}
            set={tool}
            asked={asked}
          />
          {reach && gallery && (
            <InsideBar
              state={inside}
              reach={reach}
              features={features}
              size={sizeOf(gallery)}
              onReach={(next) => set({ inside: next }, 'push')}
            />
          )}
          <Notices problems={problems} notices={search.stale ? [] : search.answer?.notices} />
          <WithMap
            shown={state.map}
            answer={answer}
            bbox={state.bbox}
            open={item}
            beside
            onOpen={open}
            onBox={(bbox) => set({ bbox, stack: null }, 'push')}
          >
            <TextAnswer
              state={state}
              search={search}
              asked={asked}
              inside={reach ? inside.found : null}
              problem={problem}
              hrefOf={hrefOf}
              onOpen={open}
              onMark={mark}
              onStack={(stack) => set({ stack }, 'push')}
            />
          </WithMap>
        </>
      )}
      <SelectionBar
        answer={search.stale ? null : search.answer}
        show={show}
        onMark={(ids, side) => set(stateOf(allMarked(ingredients, ids, side)), 'push')}
      />
      {item !== null && (
        <ItemPanel
          id={item}
          shared={state}
          asked={asked || show.shown}
          ranked={show.shown ? show.list : search.answer}
          words={q}
          onMove={(id) => set({ item: id })}
          onOpen={open}
          onClose={() => set({ item: null }, 'push')}
        />
      )}
    </>
  );
}
