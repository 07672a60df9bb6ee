'use client';

import { usePathname } from 'next/navigation';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { Bar } from './bar';
import { NavLinks } from './nav';

/** What the HTML shows before any script has run: the frame and the places of what is coming. */
export function Shell() {
  return (
    <>
      <Bar nav={<NavLinks />} />
      <main className="px-3 pb-28 sm:px-5">
        <ShellView />
      </main>
    </>
  );
}

/** The places of what is coming in a view. */
export function ShellView() {
  const words = usePathname() === '/';
  return (
    <>
      <h1 className="sr-only">Overlook: find satellite images by words and by picture</h1>
      <div className="pt-4 sm:pt-6">
        <div
          className={`rounded-2xl bg-surface ${words ? 'h-14 border border-line-strong/60 sm:h-16' : 'h-60'}`}
        />
        {words && <div className="h-12.5" />}
      </div>
      <div className="h-13" />
      <SkeletonGrid cells={24} />
    </>
  );
}
