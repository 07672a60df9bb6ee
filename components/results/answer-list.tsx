'use client';

import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryManifest } from '@/lib/gallery/types';
import { K_DEFAULT, K_MAX } from '@/lib/search-params';
import { rankingOf } from './entries';
import { ResultList } from './result-list';

interface Props {
  readonly answer: SearchAnswer;
  readonly gallery: GalleryManifest;
  readonly stale: boolean;
  readonly k: number;
  readonly captions: boolean;
  readonly open: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly onMore: (k: number) => void;
}

/** An answer: what looks like the query, or the word that nothing does; and more of it on demand. */
export function AnswerList(props: Props) {
  const { answer, gallery, k, onMore } = props;
  const ranking = useMemo(() => rankingOf(answer, gallery), [answer, gallery]);
  const shown = ranking.above.length + ranking.below.length;
  const more = Math.min(k + K_DEFAULT, K_MAX, gallery.items.length);
  return (
    <>
      {ranking.above.length === 0 && shown > 0 && (
        <Callout title="Nothing here looks like that">
          These are the nearest of the gallery, and none is near enough to be meant. Other words may
          find more.
        </Callout>
      )}
      <ResultList
        label="Results"
        {...ranking}
        cutoff={answer.cutoff}
        captions={props.captions}
        open={props.open}
        hrefOf={props.hrefOf}
        alikeHrefOf={props.alikeHrefOf}
        onOpen={props.onOpen}
        stale={props.stale}
      />
      {shown >= k && more > k && (
        <div className="flex justify-center pt-8">
          <Button onClick={() => onMore(more)}>Show {more - k} more</Button>
        </div>
      )}
    </>
  );
}
