'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useOffline } from '@/lib/hooks';

/** Stores the site for use offline, and offers a new version of it; the visitor decides when to load it. */
export function UpdateOffer() {
  const { update } = useOffline();
  const [later, setLater] = useState(false);
  if (!update || later) return null;
  return (
    <section
      aria-label="Update"
      className="mt-3 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-3 text-sm"
    >
      <p className="min-w-0 flex-1">A new version of Overlook is ready.</p>
      <Button look="primary" onClick={update}>
        Reload with it
      </Button>
      <Button look="bare" onClick={() => setLater(true)}>
        Later
      </Button>
    </section>
  );
}
