'use client';

import { UploadBands } from '@/components/bands/upload-bands';
import { EncoderWait } from '@/components/frame/encoder-wait';
import { PickImage } from '@/components/frame/pick-image';
import { Icon } from '@/components/ui/icon';
import { type SearchState, useGallery } from '@/lib/hooks';
import type { SharedState } from '@/lib/search-params';
import { FindIn } from './find-in';
import { QueryPicture } from './query-picture';
import { Reading } from './reading';
import type { ImageSource } from './use-image-query';
import { nameOfSource } from './words';

interface Props {
  readonly source: ImageSource;
  readonly search: SearchState;
  readonly shared: SharedState;
}

/** The left side: the query image, what the encoder saw of it, and what it reads in it. */
export function QueryCard({ source, search, shared }: Props) {
  const { item: find } = useGallery();
  const name = source.kind === 'link' ? 'Opened from a link' : nameOfSource(source, find);
  const answer = search.stale ? null : search.answer;
  const failed = source.kind === 'problem' || search.error !== null;
  return (
    <section
      aria-label="Query image"
      className="flex flex-col gap-4 pb-4 sm:flex-row lg:sticky lg:top-16 lg:max-h-[calc(100dvh-4.5rem)] lg:w-[clamp(17rem,24vw,36rem)] lg:shrink-0 lg:flex-col lg:overflow-y-auto lg:p-0.5 lg:pb-6"
    >
      <div className="flex min-w-0 flex-col gap-2 sm:w-72 sm:shrink-0 lg:w-full">
        <QueryPicture source={source} seen={answer?.image} />
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 truncate text-sm text-muted" title={name}>
            {name}
          </p>
          <FindIn source={source} shared={shared} />
          <PickImage look="bare" icon label="Choose another picture">
            <Icon name="image" />
          </PickImage>
        </div>
        {source.kind === 'upload' && <UploadBands upload={source.upload} />}
        {source.kind === 'upload' && !failed && <EncoderWait />}
      </div>
      {!failed && <Reading embedding={answer?.embedding ?? null} shared={shared} />}
    </section>
  );
}
