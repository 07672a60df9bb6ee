'use client';

import { Button } from '@/components/ui/button';
import { shareOf } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress-bar';
import { useOwnGalleries } from '@/lib/hooks';
import type { Reading } from '@/lib/own-gallery/types';
import { StoppedBar } from './stopped-bar';
import { UnreadList } from './unread-list';
import { useUpdateOwn } from './use-update-own';
import { endWords, progressWords } from './words';

/** What is being read into a gallery of one's own, how far it is, and what came of it. Nothing where nothing is. */
export function ReadingBar() {
  const { reading, problem, library } = useOwnGalleries();
  const update = useUpdateOwn();
  if (!reading && !problem) return <StoppedBar />;
  const over = !reading || reading.phase === 'complete' || reading.phase === 'failed';
  return (
    <section
      aria-label="Reading"
      className="mt-3 flex flex-col gap-2 rounded-2xl border border-line bg-surface px-4 py-3 sm:mt-4"
    >
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
        {reading && <Words reading={reading} />}
        {reading?.phase === 'reading' && reading.gallery.source.kind !== 'import' && (
          <Button onClick={() => library.pause()}>Pause</Button>
        )}
        {reading?.phase === 'paused' && (
          <Button look="primary" onClick={() => library.resume()}>
            Resume
          </Button>
        )}
        {reading?.phase === 'failed' && reading.gallery.source.kind !== 'import' && (
          <Button look="primary" onClick={() => void update(reading.gallery)}>
            Resume
          </Button>
        )}
        {!reading && problem && <Problem {...problem} />}
        {over && (
          <Button
            look="bare"
            icon
            aria-label="Dismiss"
            className="-mr-2"
            onClick={() => library.dismiss()}
          >
            <Icon name="close" className="size-4" />
          </Button>
        )}
      </div>
      {reading && !over && (
        <ProgressBar
          label="Reading pictures"
          share={shareOf({ loaded: reading.done, total: reading.total })}
        />
      )}
      {reading && problem && <Problem {...problem} />}
      {reading?.problem && <Problem {...reading.problem} />}
      {reading && over && <UnreadList unread={reading.gallery.unread} />}
    </section>
  );
}

function Words({ reading }: { reading: Reading }) {
  const { gallery, phase } = reading;
  const title = { reading: 'Reading', paused: 'Paused', failed: 'Stopped', complete: 'Read' }[
    phase
  ];
  return (
    <p className="min-w-0 flex-1 text-sm break-words">
      <span className="font-medium">
        {title} {gallery.title}
      </span>{' '}
      <span className="text-muted tabular-nums">
        {phase === 'complete' ? endWords(reading) : progressWords(reading)}
      </span>
    </p>
  );
}

function Problem({ message, advice }: { message: string; advice: string }) {
  return (
    <p role="alert" className="min-w-0 flex-1 text-sm break-words">
      {message} <span className="text-muted">{advice}</span>
    </p>
  );
}
