'use client';

import { useMemo } from 'react';
import { rankedByInside } from '@/components/inside/ranking';
import type { NarrowingState } from '@/components/narrowing/use-narrowing';
import { Callout } from '@/components/ui/callout';
import { ReportNotice } from '@/components/ui/notice';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { Inside } from '@/lib/find/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import { type EndlessState, useKeptPlace } from '@/lib/hooks';
import { headOf, rankingOf } from './entries';
import { NothingPasses } from './gallery-look';
import type { Marks, OnMark } from './marks';
import { ResultList } from './result-list';
import { isCalibrated } from './words';

interface Props {
  readonly answer: SearchAnswer;
  readonly search: Pick<EndlessState, 'stale' | 'shown' | 'more' | 'about' | 'problem'>;
  readonly gallery: GalleryManifest;
  /** Results that the address asks for: they are always in the page. */
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
  /** Opens the stack of near-duplicates under an item, or closes the one that is open. */
  readonly onStack: (id: string | null) => void;
}

/** An answer: what looks like the query, or the word that nothing does; and more of it as it is scrolled. */
export function AnswerList(props: Props) {
  const { answer, search, gallery, k, inside = null, onStack } = props;
  const { stack, sort } = props.narrowing;
  const bySimilarity = useMemo(
    () => rankingOf(answer, gallery, { stack, sort, k }),
    [answer, gallery, stack, sort, k],
  );
  const ranking = useMemo(
    () => (inside ? rankedByInside(bySimilarity, inside, search.shown) : bySimilarity),
    [bySimilarity, inside, search.shown],
  );
  const shown = answer.items.length;
  useKeptPlace(search.about);
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
        stale={search.stale}
        head={headOf(ranking, k)}
        more={search.more}
      />
      {search.problem && <ReportNotice report={search.problem} />}
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
