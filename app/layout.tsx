import type { Metadata, Viewport } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, Suspense } from 'react';
import { Frame } from '@/components/frame/frame';
import { Shell } from '@/components/frame/shell';
import { THEME_SCRIPT } from '@/components/frame/theme-script';
import { EngineProvider } from '@/lib/hooks';
import { galleryList } from './gallery-list';
import { SHARED } from './view-metadata';
import './globals.css';

export const metadata: Metadata = SHARED;

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f6f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1011' },
  ],
};

/** The engine lives here, above the views, so that moving between them keeps it. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    // The theme's script and the engine's hook set attributes on this element before React sees it.
    <html lang="en" data-engine="loading" suppressHydrationWarning>
      <head>
        {/* Inline, by its hash: a file would keep the page waiting for a round trip. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body className="min-h-dvh font-sans antialiased">
        <noscript>
          <p className="p-5">Overlook searches in your browser and needs JavaScript for it.</p>
        </noscript>
        <NuqsAdapter>
          <Suspense fallback={<Shell />}>
            <EngineProvider list={galleryList()}>
              <Frame>{children}</Frame>
            </EngineProvider>
          </Suspense>
        </NuqsAdapter>
      </body>
    </html>
  );
}
