'use client';

import { readingSentence } from '@/components/own-gallery/words';
import { useEngineStatus, useOwnGalleries } from '@/lib/hooks';
import { engineSentence } from './engine-words';
import { useViewReport } from './report';

/** The live region: what the engine and the view are doing, said once each. */
export function LiveStatus() {
  const status = useEngineStatus();
  const engine = engineSentence(status);
  const { sentence } = useViewReport();
  const { reading } = useOwnGalleries();
  return (
    <div role="status" aria-atomic="false" className="sr-only">
      <p>{engine}</p>
      {/* What stopped the engine stopped the search as well: once is enough. */}
      <p>{status.phase === 'error' ? '' : sentence}</p>
      <p>{readingSentence(reading)}</p>
    </div>
  );
}
