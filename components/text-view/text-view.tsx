'use client';

import { useCallback, useMemo } from 'react';
import { useReport } from '@/components/frame/report';
import { ItemPanel } from '@/components/item-panel/item-panel';
import { Notices } from '@/components/results/notices';
import { ResultTools } from '@/components/results/result-tools';
import { sentenceOf, summaryOf } from '@/components/results/words';
import { useTitle } from '@/components/ui/use-title';
import type { Query } from '@/lib/engine/protocol';
import { useEngineStatus, useGallery, useSearch, useTextView } from '@/lib/hooks';
import { toHref } from '@/lib/search-params';
import { Examples } from './examples';
import { SearchBox } from './search-box';
import { TextAnswer } from './text-answer';
import { useLatest } from './use-latest';

/** Words to images. All that it shows is in the URL. */
export function TextView() {
  const { state, set, problems } = useTextView();
  const { q, k, captions, item } = state;
  const query = useMemo<Query | null>(() => (q === '' ? null : { kind: 'text', text: q }), [q]);
  const search = useSearch(query, k);
  const status = useEngineStatus();
  const { gallery } = useGallery();

  useTitle(q);
  useReport(sentenceOf(`“${q.slice(0, 80)}”`, search), search.answer);

  // Links of the list are of the query that it answers: each keystroke would draw all of its cards anew.
  const answered = useLatest(state, !search.stale);
  const hrefOf = useCallback((id: string) => toHref('text', { ...answered, item: id }), [answered]);
  const { gallery: galleryId, model, index, backend } = state;
  const shared = useMemo(
    () => ({ gallery: galleryId, model, index, backend }),
    [galleryId, model, index, backend],
  );
  const open = useCallback((id: string) => set({ item: id }, 'push'), [set]);
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
        <Examples current={q} hrefOf={exampleHrefOf} onChoose={choose} />
      </div>
      <ResultTools
        summary={summaryOf(query !== null, search, status, gallery, status.text)}
        k={k}
        captions={captions}
        set={set}
        asked={query !== null}
      />
      <Notices problems={problems} notices={search.stale ? [] : search.answer?.notices} />
      <TextAnswer
        state={state}
        shared={shared}
        search={search}
        hrefOf={hrefOf}
        onOpen={open}
        onMore={(more) => set({ k: more })}
      />
      {item !== null && (
        <ItemPanel
          id={item}
          shared={state}
          asked={query !== null}
          ranked={search.answer}
          words={q}
          onMove={(id) => set({ item: id })}
          onOpen={open}
          onClose={() => set({ item: null }, 'push')}
        />
      )}
    </>
  );
}
