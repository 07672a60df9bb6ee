'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { megabytes, shareOf } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress-bar';
import { useEngineStatus, useGallery } from '@/lib/hooks';
import { privacySentence } from './privacy-words';
import { useOnline } from './use-online';

const FLOAT =
  'fixed inset-x-3 bottom-3 z-20 mx-auto max-w-xl rounded-2xl border border-line bg-raised p-4 shadow-float sm:bottom-5';

/**
 * What the first visit loads and why: floats over the page's end, so that nothing moves when it goes.
 * Later visits start from the cache and do not see it.
 */
export function Dock() {
  const status = useEngineStatus();
  const online = useOnline();
  const { gallery, served } = useGallery();
  const [hidden, setHidden] = useState<'nothing' | 'loading' | 'all'>('nothing');
  if (hidden === 'all' || status.phase === 'error') return null;

  if (status.phase === 'loading' && !status.cached && status.progress.total > 0) {
    if (hidden === 'loading') return null;
    const { loaded, total } = status.progress;
    return (
      <aside aria-label="Loading" className={`${FLOAT} appear-late`}>
        <div className="flex items-center gap-4 text-sm">
          <p className="flex-1 font-medium">
            {status.text ? 'Words can be searched; pictures soon' : 'Fetching the engine, once'}
          </p>
          <p className="shrink-0 text-muted tabular-nums">
            {megabytes(loaded)} of {megabytes(total)}
          </p>
          <Dismiss onClick={() => setHidden('loading')} />
        </div>
        <div className="mt-1.5">
          <ProgressBar label="Search engine loaded" share={shareOf(status.progress)} />
        </div>
        <p className="mt-2.5 text-sm text-muted">
          {online
            ? `${served ? privacySentence(gallery, served) : 'With it, searching happens on this device: no image and no query leaves it.'} The next visit starts from the cache.`
            : 'The network is away; loading goes on when it is back.'}
        </p>
      </aside>
    );
  }
  if (!status.storageProblem) return null;
  return (
    <aside aria-label="Storage" className={`${FLOAT} flex items-start gap-3 text-sm`}>
      <Icon name="info" className="size-5 text-accent" />
      <p className="min-w-0 flex-1">
        {status.storageProblem.message}{' '}
        <span className="text-muted">{status.storageProblem.advice}</span>
      </p>
      <Dismiss onClick={() => setHidden('all')} />
    </aside>
  );
}

function Dismiss({ onClick }: { onClick: () => void }) {
  return (
    <Button look="bare" icon aria-label="Dismiss" className="-m-1.5" onClick={onClick}>
      <Icon name="close" className="size-4" />
    </Button>
  );
}
