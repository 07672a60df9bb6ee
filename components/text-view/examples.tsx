import Link from 'next/link';
import { type MouseEvent, memo } from 'react';

/** What can be asked, by showing it: a thing, a thing somewhere, a scene, a pattern. */
const EXAMPLES = [
  'storage tanks',
  'planes at an airport',
  'bridge over a river',
  'baseball fields',
  'ships in a port',
  'red roofs',
  'waves on a beach',
  'circular fields',
] as const;

interface Props {
  readonly current: string;
  readonly hrefOf: (q: string) => string;
  readonly onChoose: (q: string) => void;
}

/** A row of queries to start from; on a phone it scrolls sideways. */
export const Examples = memo(function Examples({ current, hrefOf, onChoose }: Props) {
  const choose = (q: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onChoose(q);
  };
  return (
    <nav
      aria-label="Example searches"
      className="-mx-3 flex gap-2 overflow-x-auto px-3 pt-3 pb-1 [mask-image:linear-gradient(to_right,transparent,#000_0.75rem,#000_calc(100%-2rem),transparent)] [scrollbar-width:none] sm:-mx-5 sm:px-5"
    >
      {EXAMPLES.map((q) => (
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
