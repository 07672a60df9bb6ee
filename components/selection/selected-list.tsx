'use client';

import { useEffect, useMemo, useRef } from 'react';
import type { Entry } from '@/components/results/entries';
import type { Marks, OnMark } from '@/components/results/marks';
import { ResultList } from '@/components/results/result-list';
import { count } from '@/components/ui/format';
import { useGallery } from '@/lib/hooks';
import { useSelection } from './use-selection';

/** Cards that are always in the page; of the others those near the view. */
const HEAD = 60;
const NONE: readonly Entry[] = [];

interface Props {
  readonly captions: boolean;
  /** Id of the item whose panel is open. */
  readonly open: string | null;
  readonly hrefOf: (id: string) => string;
  readonly marks?: Marks;
  readonly onMark?: OnMark;
  readonly onOpen: (id: string) => void;
}

/** What is selected, in the order in which it was: in place of a view's results, to look through it and to take items out. */
export function SelectedList(list: Props) {
  const { ids, size } = useSelection();
  const { item: find } = useGallery();
  const head = useRef<HTMLParagraphElement>(null);
  const entries = useMemo(
    () =>
      [...ids].flatMap((id) => {
        const item = find(id);
        return item ? [{ item }] : [];
      }),
    [ids, find],
  );
  // The button that opened it is at the window's edge; the list may be under a map.
  useEffect(() => {
    head.current?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, []);
  return (
    <>
      <p ref={head} className="py-4 text-sm text-muted tabular-nums">
        {count(size)} selected {size === 1 ? 'picture' : 'pictures'}, in place of the results
      </p>
      <ResultList label="Selected pictures" above={entries} below={NONE} head={HEAD} {...list} />
    </>
  );
}
