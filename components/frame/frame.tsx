'use client';

import { type ReactNode, useDeferredValue } from 'react';
import { Bar } from './bar';
import { Dock } from './dock';
import { DropLayer } from './drop-layer';
import { GallerySwitch } from './gallery-switch';
import { LiveStatus } from './live-status';
import { Nav } from './nav';
import { ReportProvider } from './report';
import { ShellView } from './shell';
import { StatusPill } from './status-pill';
import { ThemeToggle } from './theme-toggle';
import { UploadProvider } from './uploads';

/** What every view stands in. */
export function Frame({ children }: { children: ReactNode }) {
  // React draws what the HTML left to the page in one task: the view comes after it, in slices.
  const view = useDeferredValue(children, <ShellView />);
  return (
    <ReportProvider>
      <UploadProvider>
        <Bar
          nav={<Nav />}
          switches={<GallerySwitch />}
          tools={
            <>
              <ThemeToggle />
              <StatusPill />
            </>
          }
        />
        <main className="px-3 pb-28 sm:px-5">{view}</main>
        <LiveStatus />
        <Dock />
        <DropLayer />
      </UploadProvider>
    </ReportProvider>
  );
}
