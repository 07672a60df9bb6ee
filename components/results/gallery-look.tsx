'use client';

import { useMemo } from 'react';
import type { NarrowingState } from '@/components/narrowing/use-narrowing';
import { Callout } from '@/components/ui/callout';
import { ErrorCard } from '@/components/ui/error-card';
import type { GalleryManifest } from '@/lib/gallery/types';
import { sampleOf } from './entries';
import type { Marks, OnMark } from './marks';
import { ResultList } from './result-list';

/** Enough to fill a large screen's first view. */
const MOST = 60;

interface Props {
  readonly gallery: GalleryManifest;
  readonly narrowing?: NarrowingState;
  readonly captions: boolean;
  readonly open?: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf?: (id: string) => string;
  readonly marks?: Marks;
  readonly onMark?: OnMark;
  readonly onOpen?: (id: string) => void;
}

/** Items of the gallery, shown before there is a query. */
export function GalleryLook({ gallery, narrowing, ...rest }: Props) {
  const entries = useMemo(
    () => sampleOf(gallery, MOST, narrowing && { filter: narrowing, sort: narrowing.sort }),
    [gallery, narrowing],
  );
  if (entries.length === 0 && gallery.items.length > 0) return <NothingPasses />;
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

/** In place of a list where the filters leave nothing. */
export function NothingPasses() {
  return (
    <Callout title="Nothing passes the filters">Remove one of them, or choose others.</Callout>
  );
}
