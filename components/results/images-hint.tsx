'use client';

import { useGallery } from '@/lib/hooks';
import type { Entry } from './entries';

/** What brings the images of a gallery that ships without them; nothing where they are there. */
export function ImagesHint({ entries }: { entries: readonly Entry[] }) {
  const { gallery } = useGallery();
  const command = gallery?.imagesCommand;
  if (!command || !entries.some(({ item }) => item.image === false)) return null;
  return (
    <p className="pb-4 text-sm text-muted">
      The images of this gallery are not the project’s to ship. Whoever runs this site brings them
      with <code className="rounded bg-sunken px-1.5 py-0.5 font-mono text-ink">{command}</code>
    </p>
  );
}
