'use client';

import { useCallback, useMemo, useState } from 'react';
import type { NarrowingState } from '@/components/narrowing/use-narrowing';
import { Callout } from '@/components/ui/callout';
import { ErrorCard } from '@/components/ui/error-card';
import { columnProblem } from '@/lib/collection/where';
import type { GalleryManifest } from '@/lib/gallery/types';
import { type Entry, sampleOf } from './entries';
import type { Marks, OnMark } from './marks';
import { ResultList } from './result-list';

/** Enough to fill a large screen's first view. */
const MOST = 60;
const NONE: readonly Entry[] = [];

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

/** Items of the gallery, shown before there is a query: a look at all of it, then one after the other. */
export function GalleryLook({ gallery, narrowing, ...rest }: Props) {
  const [whole, setWhole] = useState<GalleryManifest | null>(null);
  const showWhole = useCallback(() => setWhole(gallery), [gallery]);
  const all = useMemo(
    () => sampleOf(gallery, MOST, narrowing && { filter: narrowing, sort: narrowing.sort }),
    [gallery, narrowing],
  );
  const entries = useMemo(
    () => (whole === gallery ? all : all.slice(0, MOST)),
    [all, whole, gallery],
  );
  const problem = columnProblem(narrowing?.where ?? [], gallery.served?.columns ?? []);
  if (problem) return <ErrorCard report={problem} />;
  if (entries.length === 0 && gallery.items.length > 0) {
    return <NothingPasses sample={gallery.served !== undefined} />;
  }
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
  return (
    <ResultList
      label="Gallery"
      above={entries}
      below={NONE}
      head={MOST}
      more={entries.length < all.length ? showWhole : null}
      {...rest}
    />
  );
}

/**
 * In place of a list where the filters leave nothing.
 * @param sample whether only a few of a collection's items were looked at
 */
export function NothingPasses({ sample = false }: { sample?: boolean }) {
  return sample ? (
    <Callout title="None of the first pictures passes the filters">
      Others may: search, and this site’s server looks at all of them.
    </Callout>
  ) : (
    <Callout title="Nothing passes the filters">Remove one of them, or choose others.</Callout>
  );
}
