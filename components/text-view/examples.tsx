import Link from 'next/link';
import { type MouseEvent, memo } from 'react';
import { LeaveOut } from '@/components/query/leave-out';

interface Props {
  /** Queries that the gallery at hand answers. */
  readonly queries: readonly string[];
  readonly current: string;
  readonly hrefOf: (q: string) => string;
  readonly onChoose: (q: string) => void;
  /** Offered where there is a query to leave something out of. */
  readonly onLeaveOut?: ((words: string) => void) | undefined;
}

/** A row of queries to start from; on a phone it scrolls sideways. */
export const Examples = memo(function Examples(props: Props) {
  const { queries, current, hrefOf, onChoose, onLeaveOut } = props;
  const choose = (q: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onChoose(q);
  };
  if (queries.length === 0 && !onLeaveOut) return null;
  return (
    <nav
      aria-label="Example searches"
      className="-mx-3 flex gap-2 overflow-x-auto px-3 py-1 [mask-image:linear-gradient(to_right,transparent,#000_0.75rem,#000_calc(100%-2rem),transparent)] [scrollbar-width:none] sm:-mx-5 sm:px-5"
    >
      {onLeaveOut && <LeaveOut onLeaveOut={onLeaveOut} />}
      {queries.map((q) => (
        <Link
          key={q}
          href={hrefOf(q)}
          prefetch={false}
          onClick={choose(q)}
          aria-current={q === current || undefined}
          className="shrink-0 rounded-full border border-line-strong/40 bg-surface px-3.5 py-1.5 text-sm text-muted transition-colors hover:border-line-strong hover:text-ink focus-visible:outline-offset-0 aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-ink"
        >
          {q}
        </Link>
      ))}
    </nav>
  );
});
