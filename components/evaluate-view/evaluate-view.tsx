'use client';

import { useMemo } from 'react';
import { useReport } from '@/components/frame/report';
import { useStopped } from '@/components/frame/use-stopped';
import { Notices } from '@/components/results/notices';
import { ErrorCard } from '@/components/ui/error-card';
import { useTitle } from '@/components/ui/use-title';
import { useEngineRetry, useEvaluation, useGallery, useView } from '@/lib/hooks';
import { VIEWS } from '@/lib/search-params';
import { EvaluateGallery } from './evaluate-gallery';
import { sentenceOf } from './words';

/** Measures how well the model searches the open gallery, in this browser. */
export function EvaluateView() {
  const { state: shared, problems } = useView('evaluate');
  const { gallery, model } = useGallery();
  const evaluation = useEvaluation();
  const stopped = useStopped();
  const retry = useEngineRetry();

  useTitle(VIEWS.evaluate.title);
  useReport(
    useMemo(() => sentenceOf(evaluation.state), [evaluation.state]),
    null,
  );

  return (
    <div className="pt-4 sm:pt-6">
      <h1 className="pb-4 text-xl font-semibold tracking-tight text-balance sm:text-2xl">
        {gallery && model ? `How well ${model.title} reads ${gallery.title}` : 'Evaluate'}
      </h1>
      <Notices problems={problems} />
      {stopped ? (
        <ErrorCard report={stopped} onRetry={retry} />
      ) : gallery && model ? (
        <EvaluateGallery gallery={gallery} model={model} shared={shared} {...evaluation} />
      ) : (
        <div aria-hidden="true" className="h-36 animate-breathe rounded-2xl bg-surface" />
      )}
    </div>
  );
}
