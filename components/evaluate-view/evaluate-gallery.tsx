'use client';

import { useMemo } from 'react';
import { Callout } from '@/components/ui/callout';
import { ErrorCard } from '@/components/ui/error-card';
import { isRsicd, questionsOf } from '@/lib/evaluation/questions';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { useEvaluation } from '@/lib/hooks';
import type { ModelManifest } from '@/lib/model/types';
import type { SharedState } from '@/lib/search-params';
import { CategoryBars } from './category-bars';
import { Confusion } from './confusion';
import { LeftOut } from './left-out';
import { RetrievalTable } from './retrieval-table';
import { RunCard } from './run-card';
import { figuresBySplit } from './splits';
import { extentOf } from './words';
import { ZeroShotTable } from './zero-shot-table';

interface Props extends ReturnType<typeof useEvaluation> {
  readonly gallery: GalleryManifest;
  readonly model: ModelManifest;
  readonly shared: SharedState;
}

/** An open gallery's evaluation, from the button to the figures. Tables have their place before there are any. */
export function EvaluateGallery({ gallery, model, shared, state, start, cancel }: Props) {
  const questions = useMemo(() => questionsOf(gallery.items), [gallery]);
  const extent = useMemo(() => extentOf(questions), [questions]);
  const comparable = isRsicd(questions.categories);
  const hasCategories = extent.toldApart >= 2;
  if (gallery.served) {
    return (
      <Callout title="A server searches this collection">
        Its pictures are not on this device, and are not evaluated here. Choose a gallery that is
        searched on this device.
      </Callout>
    );
  }
  if (!hasCategories && extent.captions === 0) {
    return (
      <Callout title="There is nothing to evaluate by">
        {gallery.title} has neither categories nor captions. Choose another gallery above, or build
        it from folders named after their category, or with a captions file.
      </Callout>
    );
  }
  const evaluation = state.phase === 'done' ? state.evaluation : null;
  const report = evaluation?.report ?? null;
  const splits = evaluation
    ? figuresBySplit(gallery.items, questions.categoryOfItem, evaluation.given)
    : [];
  return (
    <div className="flex flex-col gap-8">
      {state.phase === 'failed' ? (
        <ErrorCard report={state.error} onRetry={start} />
      ) : (
        <RunCard state={state} extent={extent} onStart={start} onCancel={cancel} />
      )}
      {report && <LeftOut problems={report.skipped} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 3xl:grid-cols-[minmax(0,48rem)_minmax(0,1fr)] 3xl:grid-rows-[auto_1fr]">
        <div className="flex flex-wrap content-start gap-x-8 gap-y-6">
          {hasCategories && (
            <ZeroShotTable
              model={model.title}
              source={model.source}
              splits={splits}
              figures={report?.zeroShot ?? null}
              images={questions.categoryOfItem.filter((category) => category !== undefined).length}
              categories={questions.categories.length}
              comparable={comparable}
            />
          )}
          {extent.captions > 0 && (
            <RetrievalTable
              figures={report?.retrieval ?? null}
              extent={extent}
              comparable={comparable}
            />
          )}
        </div>
        {evaluation && report?.zeroShot && (
          <>
            <div className="3xl:col-start-2 3xl:row-span-2 3xl:row-start-1">
              <Confusion evaluation={evaluation} gallery={gallery} shared={shared} />
            </div>
            <CategoryBars categories={report.zeroShot.perCategory} />
          </>
        )}
      </div>
    </div>
  );
}
