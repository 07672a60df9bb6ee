'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useGallery, useOwnGalleries } from '@/lib/hooks';
import { galleryOf, isOwn } from '@/lib/own-gallery/id';
import { useUpdateOwn } from './use-update-own';
import { stateWords } from './words';

/** The open gallery is an own one that was not read to its end, in an earlier visit: it can go on. */
export function StoppedBar() {
  const { config } = useGallery();
  const { galleries, library } = useOwnGalleries();
  const update = useUpdateOwn();
  const [later, setLater] = useState('');
  const own = isOwn(config.gallery);
  useEffect(() => {
    if (own && galleries === null) void library.load();
  }, [own, galleries, library]);
  const gallery = galleries?.find(({ id }) => galleryOf(id) === config.gallery);
  if (!gallery || gallery.state === 'complete' || later === gallery.id) return null;
  if (gallery.source.kind === 'import') return null;
  return (
    <section
      aria-label="Reading"
      className="mt-3 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl border border-line bg-surface px-4 py-3 text-sm sm:mt-4"
    >
      <p className="min-w-0 flex-1 break-words">
        <span className="font-medium">{gallery.title}</span>{' '}
        <span className="text-muted tabular-nums">
          Reading {stateWords(gallery, false)}. What has been read can be searched.
        </span>
      </p>
      <Button look="primary" onClick={() => void update(gallery)}>
        Resume
      </Button>
      <Button onClick={() => setLater(gallery.id)}>Later</Button>
    </section>
  );
}
