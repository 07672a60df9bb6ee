'use client';

import { type ReactNode, useDeferredValue, useEffect } from 'react';
import { GalleryMenu } from '@/components/gallery-menu/gallery-menu';
import { ModelSwitch } from '@/components/gallery-menu/model-switch';
import { ReadingBar } from '@/components/own-gallery/reading-bar';
import { letLinksWait } from '@/lib/hooks';
import { About } from './about';
import { Bar } from './bar';
import { Dock } from './dock';
import { DropLayer } from './drop-layer';
import { LiveStatus } from './live-status';
import { Nav } from './nav';
import { ReportProvider } from './report';
import { ShellView } from './shell';
import { CONTENT, SkipLink } from './skip-link';
import { StatusPill } from './status-pill';
import { ThemeToggle } from './theme-toggle';
import { UpdateOffer } from './update-offer';
import { UploadProvider } from './uploads';
import { useSlash } from './use-slash';

/** What every view stands in. */
export function Frame({ children }: { children: ReactNode }) {
  // React draws what the HTML left to the page in one task: the view comes after it, in slices.
  const view = useDeferredValue(children, <ShellView />);
  useSlash();
  useEffect(letLinksWait, []);
  // Before this, cli/site/build/guard-page.js answers for scripts that do not arrive.
  useEffect(() => {
    document.documentElement.dataset.page = 'started';
  }, []);
  return (
    <ReportProvider>
      <UploadProvider>
        <SkipLink />
        <Bar
          nav={<Nav />}
          switches={
            <>
              <GalleryMenu />
              <ModelSwitch />
            </>
          }
          tools={
            <>
              <ThemeToggle />
              <StatusPill />
            </>
          }
        />
        <main id={CONTENT} tabIndex={-1} className="px-3 pb-28 outline-none sm:px-5">
          <UpdateOffer />
          <ReadingBar />
          {view}
        </main>
        <About />
        <LiveStatus />
        <Dock />
        <DropLayer />
      </UploadProvider>
    </ReportProvider>
  );
}
