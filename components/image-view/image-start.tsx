'use client';

import { DropCard } from '@/components/frame/drop-card';
import { pictureSentence } from '@/components/frame/privacy-words';
import { useStopped } from '@/components/frame/use-stopped';
import { GalleryLook } from '@/components/results/gallery-look';
import { Notices } from '@/components/results/notices';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { ErrorCard } from '@/components/ui/error-card';
import type { ErrorReport } from '@/lib/errors/errors';
import { useEngineRetry, useGallery } from '@/lib/hooks';
import { type ImageState, toHref } from '@/lib/search-params';

interface Props {
  readonly state: ImageState;
  readonly problems: readonly ErrorReport[];
  readonly onChoose: (id: string) => void;
}

/** Nothing asked yet: where to put a picture, and pictures to start from. */
export function ImageStart({ state, problems, onChoose }: Props) {
  const { gallery, served } = useGallery();
  const stopped = useStopped();
  const retry = useEngineRetry();
  return (
    <>
      <div className="pt-4 pb-4 sm:pt-6">
        <Notices problems={problems} />
        <DropCard
          icon="image"
          title="Drop a picture anywhere, paste one, or choose a file"
          note={pictureSentence(gallery, served)}
        />
      </div>
      <h2 className="flex min-h-13 items-center text-sm text-muted">Or start from one of these</h2>
      {stopped ? (
        <ErrorCard report={stopped} onRetry={retry} />
      ) : gallery ? (
        <GalleryLook
          gallery={gallery}
          captions={false}
          hrefOf={(id) => toHref('image', { ...state, item: id })}
          onOpen={onChoose}
        />
      ) : (
        <SkeletonGrid cells={24} />
      )}
    </>
  );
}
