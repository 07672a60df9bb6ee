'use client';

import { PickImage } from '@/components/frame/pick-image';
import { pictureSentence } from '@/components/frame/privacy-words';
import { useStopped } from '@/components/frame/use-stopped';
import { GalleryLook } from '@/components/results/gallery-look';
import { Notices } from '@/components/results/notices';
import { SkeletonGrid } from '@/components/results/skeleton-grid';
import { ErrorCard } from '@/components/ui/error-card';
import { Icon } from '@/components/ui/icon';
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
        <div className="rounded-2xl bg-surface p-3">
          <div className="viewfinder flex flex-col items-center gap-3 px-4 py-9 text-center [--l:1.75rem] [--mark:var(--line-strong)]">
            <Icon name="image" className="size-9 text-accent" />
            <p className="text-lg font-medium text-balance">
              Drop a picture anywhere, paste one, or choose a file
            </p>
            <p className="max-w-md text-sm text-balance text-muted">
              {pictureSentence(gallery, served)}
            </p>
            <PickImage look="primary" label="Choose a file">
              Choose a file
            </PickImage>
          </div>
        </div>
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
