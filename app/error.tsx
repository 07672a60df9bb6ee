'use client';

import { ErrorCard } from '@/components/ui/error-card';
import { reportOf } from '@/lib/errors/errors';

/** A mistake of the page itself: the rest of it stands. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <div className="pt-10">
      <ErrorCard report={reportOf(error)} onRetry={reset} />
    </div>
  );
}
