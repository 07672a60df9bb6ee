'use client';

import { Button } from '@/components/ui/button';
import { useEngineStatus } from '@/lib/hooks';
import { pillWords, toneOf } from './engine-words';
import { StatusDetails } from './status-details';

const DOTS = {
  busy: 'bg-accent animate-breathe',
  good: 'bg-good',
  bad: 'bg-danger',
} as const;

/** State of the engine in a word; opens to show details. The platform's popover closes it on Escape or a click elsewhere. */
export function StatusPill() {
  const status = useEngineStatus();
  const words = pillWords(status);
  return (
    <>
      <Button
        popoverTarget="engine-status"
        aria-label={`Engine status: ${words}`}
        className="rounded-full"
      >
        <span className={`size-2 rounded-full forced-color-adjust-none ${DOTS[toneOf(status)]}`} />
        <span className="tabular-nums">{words}</span>
      </Button>
      <div
        id="engine-status"
        popover="auto"
        role="dialog"
        aria-label="Engine status"
        className="fixed inset-auto top-14 right-3 m-0 max-h-[calc(100dvh-4.5rem)] w-[min(24rem,calc(100vw-1.5rem))] overflow-y-auto rounded-2xl border border-line bg-raised p-5 text-ink shadow-float"
      >
        <StatusDetails status={status} />
      </div>
    </>
  );
}
