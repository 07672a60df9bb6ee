'use client';

import { PickImage } from '@/components/frame/pick-image';
import { useStopped } from '@/components/frame/use-stopped';
import { AnswerList } from '@/components/results/answer-list';
import { ResultTools, type ToolsPatch } from '@/components/results/result-tools';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { summaryOf } from '@/components/results/words';
import { canMap, WithMap } from '@/components/scene-map/with-map';
import { ErrorCard } from '@/components/ui/error-card';
import { type EndlessState, useEngineRetry, useEngineStatus, useGallery } from '@/lib/hooks';
import { type ImageState, sharedOf, toHref } from '@/lib/search-params';
import type { ImageSource } from './use-image-query';

interface Props {
  readonly state: ImageState;
  readonly set: (patch: ToolsPatch) => void;
  readonly source: ImageSource;
  readonly search: EndlessState;
  readonly onOpen: (id: string) => void;
}

/** The right side: what looks like the picture, what stands for it until it comes, or why it does not. */
export function ImageAnswer({ state, set, source, search, onOpen }: Props) {
  const status = useEngineStatus();
  const retry = useEngineRetry();
  const { gallery } = useGallery();
  const stopped = useStopped();
  const ready = source.kind === 'upload' ? status.image : status.gallery;
  const problem = source.kind === 'problem' ? source.problem : search.error;

  if (stopped) return <ErrorCard report={stopped} onRetry={retry} />;
  const tools = (
    <ResultTools
      summary={summaryOf(true, search, status, gallery, ready, state)}
      k={state.k}
      captions={state.captions}
      narrowing={state}
      map={gallery && canMap(gallery, search.answer) ? state.map : undefined}
      answer={search.answer}
      set={set}
      asked
    />
  );
  if (problem?.code === 'parameter-invalid') {
    // A filter, which can be removed here.
    return (
      <>
        {tools}
        <ErrorCard report={problem} />
      </>
    );
  }
  if (problem) {
    // Trying again would change nothing: another picture would.
    const own = /^(image-|embedding-broken|item-unknown)/.test(problem.code);
    return (
      <ErrorCard report={problem} onRetry={own ? undefined : retry}>
        <PickImage look={own ? 'primary' : 'quiet'} label="Choose another file">
          Choose another file
        </PickImage>
      </ErrorCard>
    );
  }
  return (
    <>
      {tools}
      <WithMap
        shown={state.map}
        answer={search.answer}
        bbox={state.bbox}
        open={state.detail}
        beside={false}
        onOpen={onOpen}
        onBox={(bbox) => set({ bbox, stack: null })}
      >
        {search.answer && gallery ? (
          <AnswerList
            answer={search.answer}
            gallery={gallery}
            search={search}
            k={state.k}
            narrowing={state}
            captions={state.captions}
            open={state.detail}
            hrefOf={(id) => toHref('image', { ...state, detail: id })}
            alikeHrefOf={(id) => toHref('image', { ...sharedOf(state), item: id })}
            onOpen={onOpen}
            onStack={(stack) => set({ stack })}
          />
        ) : (
          <SkeletonGrid cells={Math.min(state.k, 48)} meta captions={state.captions} />
        )}
      </WithMap>
    </>
  );
}
