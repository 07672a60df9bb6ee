'use client';

import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { InsideState } from '@/lib/hooks';
import type { InsideReach } from '@/lib/search-params';
import { verdictOf } from './ranking';

interface Props {
  readonly state: InsideState;
  readonly reach: InsideReach;
  /** What is looked for. */
  readonly features: readonly string[];
  /** Items that the answer may hold in all. */
  readonly size: number;
  readonly onReach: (reach: InsideReach | null) => void;
}

/** How far the results have been looked into, and what was found. */
export function InsideBar({ state, reach, features, size, onReach }: Props) {
  const { found, done, total, failed, error } = state;
  // There are none to look into before the search has been answered.
  const over = (total > 0 && done >= total) || error !== null;
  const seen = [...found.values()].filter((one) => verdictOf(one).answer === 'seen').length;
  const unsure = [...found.values()].filter(
    (one) => verdictOf(one).answer === 'cannot-tell',
  ).length;
  const words = features.map((text) => `“${text}”`).join(' and ');
  const sentence =
    done === 0 && !over
      ? `Looking into ${total > 0 ? count(total) : 'the first'} pictures for ${words}`
      : `${over ? 'Looked' : 'Looking'} into ${over ? count(done) : `${count(done)} of ${count(total)}`} pictures for ${words}: ${count(seen)} seen, ${count(unsure)} cannot tell`;
  return (
    <section
      aria-label="Inside the results"
      data-inside-done={over || undefined}
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl border border-line bg-surface px-4 py-2.5 text-sm"
    >
      <p className="min-w-0 flex-1 basis-64 tabular-nums">
        {sentence}
        {failed > 0 && `; ${count(failed)} could not be opened`}.
        {error && ` ${error.message} ${error.advice}`}
      </p>
      {!over && (
        <div className="w-40 max-sm:w-full">
          <ProgressBar label="Results looked into" share={total > 0 ? done / total : 0} />
        </div>
      )}
      {over && reach === 'first' && size > total && (
        <Button onClick={() => onReach('all')}>Look into all {count(size)}</Button>
      )}
      <Button look="bare" onClick={() => onReach(null)}>
        {over ? 'Rank by similarity again' : 'Stop'}
      </Button>
    </section>
  );
}
