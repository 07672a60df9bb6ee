'use client';

import { useCallback } from 'react';
import { useStopped } from '@/components/frame/use-stopped';
import { AnswerList } from '@/components/results/answer-list';
import { GalleryLook } from '@/components/results/gallery-look';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { Callout } from '@/components/ui/callout';
import { ErrorCard } from '@/components/ui/error-card';
import { type SearchState, useEngineRetry, useGallery } from '@/lib/hooks';
import { type SharedState, type TextState, toHref } from '@/lib/search-params';

interface Props {
  readonly state: TextState;
  /** The part of it that other views understand; the same object until it changes. */
  readonly shared: SharedState;
  readonly search: SearchState;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onMore: (k: number) => void;
}

/** Under the box: the answer, what stands for it until it comes, or why it does not. */
export function TextAnswer({ state, shared, search, hrefOf, onOpen, onMore }: Props) {
  const retry = useEngineRetry();
  const { gallery } = useGallery();
  const stopped = useStopped();
  const alikeHrefOf = useCallback(
    (id: string) => toHref('image', { ...shared, item: id }),
    [shared],
  );

  if (stopped) return <ErrorCard report={stopped} onRetry={retry} />;
  // What cannot be searched for is no accident: it is answered, over what there is to be found.
  const hint = search.error?.code.startsWith('text-') ? search.error : null;
  if (state.q === '' || hint) {
    return (
      <>
        {hint && <Callout title={hint.message}>{hint.advice}</Callout>}
        {gallery ? (
          <GalleryLook
            gallery={gallery}
            captions={state.captions}
            open={state.item}
            hrefOf={hrefOf}
            alikeHrefOf={alikeHrefOf}
            onOpen={onOpen}
          />
        ) : (
          <SkeletonGrid cells={24} captions={state.captions} />
        )}
      </>
    );
  }
  if (search.error) return <ErrorCard report={search.error} onRetry={retry} />;
  if (!search.answer || !gallery) {
    return <SkeletonGrid cells={Math.min(state.k, 48)} meta captions={state.captions} />;
  }
  return (
    <AnswerList
      answer={search.answer}
      gallery={gallery}
      stale={search.stale}
      k={state.k}
      captions={state.captions}
      open={state.item}
      hrefOf={hrefOf}
      alikeHrefOf={alikeHrefOf}
      onOpen={onOpen}
      onMore={onMore}
    />
  );
}
