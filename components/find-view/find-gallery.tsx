'use client';

import { useStopped } from '@/components/frame/use-stopped';
import { GalleryLook } from '@/components/results/gallery-look';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { ErrorCard } from '@/components/ui/error-card';
import { useEngineRetry, useGallery, useView } from '@/lib/hooks';
import { type FindState, toHref } from '@/lib/search-params';

/** The gallery's own pictures, to look into. */
export function FindGallery({ state }: { state: FindState }) {
  const { set } = useView('find');
  const { gallery } = useGallery();
  const stopped = useStopped();
  const retry = useEngineRetry();
  return (
    <>
      <h2 className="flex min-h-13 items-center pt-2 text-sm text-muted">
        Or a picture of the gallery
      </h2>
      {stopped ? (
        <ErrorCard report={stopped} onRetry={retry} />
      ) : gallery ? (
        <GalleryLook
          gallery={gallery}
          captions={false}
          hrefOf={(id) => toHref('find', { ...state, item: id })}
          onOpen={(id) => set({ item: id }, 'push')}
        />
      ) : (
        <SkeletonGrid cells={24} />
      )}
    </>
  );
}
