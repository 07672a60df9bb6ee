'use client';

import { useMemo } from 'react';
import { useStopped } from '@/components/frame/use-stopped';
import { AnswerList } from '@/components/results/answer-list';
import { GalleryLook } from '@/components/results/gallery-look';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { Callout } from '@/components/ui/callout';
import { ErrorCard } from '@/components/ui/error-card';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Inside } from '@/lib/find/types';
import { type EndlessState, useEngineRetry, useGallery } from '@/lib/hooks';
import type { TextState } from '@/lib/search-params';

interface Props {
  readonly state: TextState;
  readonly search: EndlessState;
  /** Whether there is anything to search for. */
  readonly asked: boolean;
  /** What was found inside the results; null where they are ranked by similarity. */
  readonly inside: ReadonlyMap<string, Inside> | null;
  /** Why the ingredients make no query. */
  readonly problem: ErrorReport | null;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onMark: (id: string, mark: 'like' | 'unlike') => void;
  readonly onStack: (id: string | null) => void;
}

/** Under the box: the answer, what stands for it until it comes, or why it does not. */
export function TextAnswer(props: Props) {
  const { state, search, asked, problem, hrefOf, onOpen, onMark, onStack } = props;
  const retry = useEngineRetry();
  const { gallery } = useGallery();
  const stopped = useStopped();
  const marks = useMemo(
    () => ({ like: state.like, unlike: state.unlike }),
    [state.like, state.unlike],
  );

  if (stopped) return <ErrorCard report={stopped} onRetry={retry} />;
  // A text that cannot be searched for gets a hint above the gallery's items, not an error card.
  const hint = search.error?.code.startsWith('text-') ? search.error : null;
  if (!asked || hint) {
    return (
      <>
        {hint && <Callout title={hint.message}>{hint.advice}</Callout>}
        {gallery ? (
          <GalleryLook
            gallery={gallery}
            narrowing={state}
            captions={state.captions}
            open={state.item}
            hrefOf={hrefOf}
            marks={marks}
            onMark={onMark}
            onOpen={onOpen}
          />
        ) : (
          <SkeletonGrid cells={24} captions={state.captions} />
        )}
      </>
    );
  }
  if (problem) return <ErrorCard report={problem} />;
  if (search.error) {
    // A retry would not help: the query itself must change.
    const own = /^(parameter-invalid|embedding-broken|item-unknown)$/.test(search.error.code);
    return <ErrorCard report={search.error} onRetry={own ? undefined : retry} />;
  }
  if (!search.answer || !gallery) {
    return <SkeletonGrid cells={Math.min(state.k, 48)} meta captions={state.captions} />;
  }
  return (
    <AnswerList
      answer={search.answer}
      gallery={gallery}
      search={search}
      k={state.k}
      narrowing={state}
      inside={props.inside}
      captions={state.captions}
      open={state.item}
      hrefOf={hrefOf}
      marks={marks}
      onMark={onMark}
      onOpen={onOpen}
      onStack={onStack}
    />
  );
}
