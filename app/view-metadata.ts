import type { Metadata } from 'next';
import { tabTitle, VIEWS, type View } from '@/lib/search-params';

const base = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
/** Where visitors find the site, with its base path: link previews need whole addresses. */
const site = process.env.SITE_URL?.replace(/\/+$/, '');

/** Size of the pictures in public/previews, px. */
const PREVIEW = { width: 1200, height: 630 } as const;

interface Words {
  readonly description: string;
  /** What the picture of the link preview, `public/previews/<view>.jpg`, shows. */
  readonly preview: string;
}

/** Title, description, Open Graph and Twitter cards of a view; pictures and addresses where SITE_URL is set. */
export function viewMetadata(view: View, { description, preview }: Words): Metadata {
  const title = tabTitle(VIEWS[view].title);
  const url = site && site + VIEWS[view].path;
  const images = site
    ? [{ url: `${site}/previews/${view}.jpg`, ...PREVIEW, alt: preview }]
    : undefined;
  return {
    title,
    description,
    ...(url && { metadataBase: new URL(url), alternates: { canonical: url } }),
    openGraph: {
      type: 'website',
      siteName: 'Overlook',
      title,
      description,
      ...(url && { url }),
      ...(images && { images }),
    },
    twitter: {
      card: images ? 'summary_large_image' : 'summary',
      title,
      description,
      ...(images && { images }),
    },
  };
}

/** What all pages share. */
export const SHARED: Metadata = {
  manifest: `${base}/manifest.json`,
  icons: {
    icon: [
      { url: `${base}/favicon.ico`, sizes: '48x48' },
      { url: `${base}/favicon.svg`, type: 'image/svg+xml' },
    ],
    apple: `${base}/icons/apple-touch.png`,
  },
};
