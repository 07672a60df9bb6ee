import type { ComponentProps } from 'react';

/** The platform's own list, in the page's dress: it works with every keyboard and on every phone. */
export function Select({ className = '', ...rest }: ComponentProps<'select'>) {
  return (
    <select
      className={`h-9 min-w-0 truncate rounded-lg border border-line-strong/50 bg-surface px-2.5 text-sm text-ink hover:border-line-strong ${className}`}
      {...rest}
    />
  );
}
