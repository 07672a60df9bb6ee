'use client';

import { useMemo } from 'react';
import { rankedByInside } from '@/components/inside/ranking';
import type { NarrowingState } from '@/components/narrowing/use-narrowing';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { Inside } from '@/lib/find/types';
import { type GalleryManifest, sizeOf } from '@/lib/gallery/types';
import { K_DEFAULT, K_MAX } from '@/lib/search-params';
import { rankingOf } from './entries';
import { NothingPasses } from './gallery-look';
import type { Marks, OnMark } from './marks';
import { ResultList } from './result-list';
import { isCalibrated } from './words';

interface Props {
  readonly answer: SearchAnswer;
  readonly gallery: GalleryManifest;
  readonly stale: boolean;
  readonly k: number;
  readonly narrowing: NarrowingState;
  /** What was found inside the results, by item; null where they are ranked by similarity. */
  readonly inside?: ReadonlyMap<string, Inside> | null;
  readonly captions: boolean;
  readonly open: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf?: (id: string) => string;
  readonly marks?: Marks;
  readonly onMark?: OnMark;
  readonly onOpen: (id: string) => void;
  readonly onMore: (k: number) => void;
  /** Opens the stack of near-duplicates under an item, or closes the one that is open. */
  readonly onStack: (id: string | null) => void;
}

/** An answer: what looks like the query, or the word that nothing does; and more of it on demand. */
export function AnswerList(props: Props) {
  const { answer, gallery, k, inside = null, onMore, onStack } = props;
  const { stack, sort } = props.narrowing;
  const bySimilarity = useMemo(
    () => rankingOf(answer, gallery, { stack, sort }),
    [answer, gallery, stack, sort],
  );
  const ranking = useMemo(
    () => (inside ? rankedByInside(bySimilarity, inside, k) : bySimilarity),
    [bySimilarity, inside, k],
  );
  const shown = answer.items.length;
  const more = Math.min(k + K_DEFAULT, K_MAX, sizeOf(gallery));
  if (shown === 0) return <NothingPasses />;
  return (
    <>
      {ranking.above.length === 0 && !inside && (
        <Callout
          title={
            isCalibrated(gallery)
              ? 'Nothing here looks like that'
              : 'Perhaps nothing here looks like that'
          }
        >
          {reasonOf(answer, isCalibrated(gallery))}
        </Callout>
      )}
      <ResultList
        label="Results"
        {...ranking}
        cutoff={answer.cutoff}
        strong={answer.strong}
        captions={props.captions}
        open={props.open}
        hrefOf={props.hrefOf}
        alikeHrefOf={props.alikeHrefOf}
        marks={props.marks}
        onMark={props.onMark}
        onOpen={props.onOpen}
        stack={stack}
        onStack={onStack}
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

/** Why nothing of the gallery is near enough to be meant. */
function reasonOf({ unfamiliar = [] }: SearchAnswer, calibrated: boolean): string {
  const words = unfamiliar.map((word) => `“${word}”`);
  const listed = words.join(words.length === 2 ? ' and ' : ', ');
  const known =
    words.length === 0
      ? calibrated
        ? 'None of these is near enough to be meant.'
        : 'How near a result must be was not measured for pictures of your own.'
      : `The model has hardly read the ${words.length === 1 ? 'word' : 'words'} ${listed}.`;
  return `${known} These are the nearest of the gallery; other words may find more.`;
}
