'use client';

import { Icon } from '@/components/ui/icon';
import type { Negation } from '@/lib/query/negation';

interface Props {
  readonly negation: Negation;
  readonly onTake: () => void;
}

/** Where words exclude something: the encoder reads past "without"; a minus does what was meant. */
export function Offer({ negation: { keep, leaveOut }, onTake }: Props) {
  const quoted = leaveOut.map((words) => `“${words}”`).join(', ');
  return (
    <div className="flex min-h-12.5 flex-wrap items-center gap-x-3 gap-y-1 pt-3 text-sm text-muted">
      <button
        type="button"
        onClick={onTake}
        className="flex h-9 max-w-full items-center gap-1.5 rounded-full border border-accent bg-accent-soft px-3.5 font-medium text-ink hover:brightness-105"
      >
        <Icon name="minus" className="size-4" />
        <span className="truncate">
          Find “{keep}” and leave out {quoted}
        </span>
      </button>
      <span>The model reads words as things to find, also after “without”.</span>
    </div>
  );
}
