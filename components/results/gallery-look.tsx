'use client';

import { useMemo } from 'react';
import { ErrorCard } from '@/components/ui/error-card';
import type { GalleryManifest } from '@/lib/gallery/types';
import { sampleOf } from './entries';
import { ResultList } from './result-list';

/** Enough to fill a large screen's first view. */
const MOST = 60;

interface Props {
  readonly gallery: GalleryManifest;
  readonly captions: boolean;
  readonly open?: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf?: (id: string) => string;
  readonly onOpen?: (id: string) => void;
}

/** Before anything is asked: what there is to be found. */
export function GalleryLook({ gallery, ...rest }: Props) {
  const entries = useMemo(() => sampleOf(gallery, MOST), [gallery]);
  if (entries.length === 0) {
    return (
      <ErrorCard
        report={{
          code: 'gallery-invalid',
          message: 'This gallery is empty.',
          advice: 'Choose another, or build one with npm run gallery -- build FOLDER.',
        }}
      />
    );
  }
  return <ResultList label="Gallery" above={entries} below={[]} {...rest} />;
}
