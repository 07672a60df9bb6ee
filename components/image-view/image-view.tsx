'use client';

import { useCallback, useEffect } from 'react';
import { useReport } from '@/components/frame/report';
import { useUploads } from '@/components/frame/uploads';
import { ItemPanel } from '@/components/item-panel/item-panel';
import { useNarrowing } from '@/components/narrowing/use-narrowing';
import { Notices } from '@/components/results/notices';
import { historyOf } from '@/components/results/result-tools';
import { sentenceOf } from '@/components/results/words';
import { SelectedList } from '@/components/selection/selected-list';
import { SelectionBar } from '@/components/selection/selection-bar';
import { useShowSelected } from '@/components/selection/use-show-selected';
import { useTitle } from '@/components/ui/use-title';
import { useEndless, useGallery, useSearch, useView } from '@/lib/hooks';
import { encodeEmbedding, toHref, VIEWS } from '@/lib/search-params';
import { ImageAnswer } from './image-answer';
import { ImageStart } from './image-start';
import { QueryCard } from './query-card';
import { useImageSource } from './use-image-query';
import { nameOfSource } from './words';

/** A picture to pictures that look like it, and to words. */
export function ImageView() {
  const { state, set, problems } = useView('image');
  const { item, e, k, detail } = state;
  const source = useImageSource(state);
  const query = 'query' in source ? source.query : null;
  const { settle } = useUploads();
  const { item: find, gallery } = useGallery();
  const narrowing = useNarrowing(state);
  const search = useEndless(useSearch(query, k, narrowing), query, k, narrowing, gallery);
  const show = useShowSelected(JSON.stringify([item, e]));
  const name = nameOfSource(source, find);

  useTitle(name || VIEWS.image.title);
  useReport(sentenceOf(name, search, gallery), search.answer);

  // An answered upload becomes a link: its embedding takes the image's place in the URL.
  const embedding = search.stale ? undefined : search.answer?.embedding;
  const unsettled = source.kind === 'upload' && !source.settled;
  useEffect(() => {
    if (!unsettled || !embedding) return;
    const printed = encodeEmbedding(embedding);
    settle(printed);
    // At once: if another picture is opened meanwhile, a late update must not overwrite its address.
    set({ e: printed }, 'replace now');
  }, [unsettled, embedding, settle, set]);

  const open = useCallback((id: string) => set({ detail: id }, 'push'), [set]);
  const asked = item !== null || e !== null || source.kind !== 'none';

  const selected = show.shown ? (
    <SelectedList
      captions={state.captions}
      open={detail}
      hrefOf={(id) => toHref('image', { ...state, detail: id })}
      onOpen={open}
    />
  ) : null;

  return (
    <>
      <h1 className="sr-only">Search images by picture</h1>
      {asked ? (
        <div className="flex flex-col gap-x-8 pt-4 sm:pt-6 lg:flex-row lg:items-start">
          <QueryCard source={source} search={search} shared={state} />
          <div className="min-w-0 flex-1">
            <Notices problems={problems.filter(({ code }) => code !== 'embedding-broken')} />
            {selected ?? (
              <ImageAnswer
                state={state}
                set={(patch) => set(patch, historyOf(patch))}
                source={source}
                search={search}
                onOpen={open}
              />
            )}
          </div>
        </div>
      ) : (
        (selected ?? (
          <ImageStart
            state={state}
            problems={problems}
            onChoose={(id) => set({ item: id }, 'push')}
          />
        ))
      )}
      <SelectionBar answer={search.stale ? null : search.answer} show={show} />
      {detail !== null && (
        <ItemPanel
          id={detail}
          shared={state}
          asked={asked || show.shown}
          ranked={show.shown ? show.list : search.answer}
          onMove={(id) => set({ detail: id })}
          onOpen={open}
          onClose={() => set({ detail: null }, 'push')}
        />
      )}
    </>
  );
}
