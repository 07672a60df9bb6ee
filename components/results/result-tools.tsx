'use client';

import { Button } from '@/components/ui/button';
import { CopyLink } from '@/components/ui/copy-link';
import { Icon } from '@/components/ui/icon';
import { Select } from '@/components/ui/select';
import { K_MAX } from '@/lib/search-params';

const STEPS = [12, 24, 48, 96, K_MAX];

interface Props {
  /** What the list shows, in a few words; its row is there before the words are. */
  readonly summary: string;
  /** Whether a query stands behind the list: then it can be linked to, and be longer or shorter. */
  readonly asked: boolean;
  readonly k: number;
  readonly captions: boolean;
  readonly set: (patch: { k?: number; captions?: boolean }) => void;
}

/** The row over a list: what it is, how many, with captions or not. */
export function ResultTools({ summary, asked, k, captions, set }: Props) {
  const steps = STEPS.includes(k) ? STEPS : [...STEPS, k].sort((a, b) => a - b);
  return (
    <div className="flex min-h-13 items-center gap-3 py-2">
      <p className="min-w-0 flex-1 text-sm text-muted tabular-nums">{summary}</p>
      <div className="flex shrink-0 items-center gap-1 sm:gap-2">
        {asked && <CopyLink look="bare" />}
        <Button
          look="bare"
          aria-pressed={captions}
          onClick={() => set({ captions: !captions })}
          className="aria-pressed:bg-accent-soft aria-pressed:text-ink max-sm:w-9 max-sm:px-0"
        >
          <Icon name="captions" className="size-4" />
          <span className="max-sm:sr-only">Captions</span>
        </Button>
        {asked && (
          <Select
            aria-label="Number of results"
            value={k}
            onChange={(event) => set({ k: Number(event.target.value) })}
          >
            {steps.map((step) => (
              <option key={step} value={step}>
                {step}
              </option>
            ))}
          </Select>
        )}
      </div>
    </div>
  );
}
