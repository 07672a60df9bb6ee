import type { ReactNode } from 'react';

/** An answer in words, over or instead of one in pictures. */
export function Callout({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mb-6 border-l-2 border-accent pl-4">
      <p className="text-lg font-medium">{title}</p>
      <p className="text-sm text-muted">{children}</p>
    </div>
  );
}
