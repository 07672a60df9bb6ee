'use client';

import { type FocusEvent, type MouseEvent, memo } from 'react';
import { isPlainClick, useFollow } from '@/components/ui/use-follow';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import type { Entry, Ranking } from './entries';
import { ImagesHint } from './images-hint';
import { ResultCard } from './result-card';
import { useLate } from './use-late';
import { useRoving } from './use-roving';

interface Props extends Ranking {
  readonly label: string;
  readonly cutoff?: number;
  readonly captions: boolean;
  /** Id of the item whose panel is open. */
  readonly open?: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf?: (id: string) => string;
  /** Without it a click follows the link. */
  readonly onOpen?: (id: string) => void;
  /** An older answer, shown until the new one is there. */
  readonly stale?: boolean;
}

/** An older answer is set back when the new one takes longer than this, ms. */
const PATIENCE = 300;

/**
 * Items in rank order as one list: above the cutoff, then, set back under a line, those below.
 * `role="list"` on a div, as a `ul` may hold no divider.
 */
export function ResultList({ stale = false, onOpen, ...props }: Props) {
  const { label, above, below } = props;
  const { thumbUrl } = useGallery();
  const { ref, active, setActive, onKeyDown } = useRoving(above.length + below.length);
  const follow = useFollow();
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    if (!link || !isPlainClick(event)) return;
    const id = link.closest<HTMLElement>('[data-item]')?.dataset.item;
    if (onOpen && id !== undefined && link.dataset.cell !== undefined) {
      event.preventDefault();
      onOpen(id);
    } else {
      follow(event, link);
    }
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const { cell } = event.target.dataset;
    if (cell !== undefined) setActive(Number(cell));
  };
  const late = useLate(stale, PATIENCE);
  return (
    <>
      <ImagesHint entries={above.length > 0 ? above : below} />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        ref={ref}
        role="list"
        aria-label={label}
        aria-busy={stale || undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
        className={late ? 'opacity-60' : ''}
      >
        <Cards {...props} active={active} thumbUrl={thumbUrl} />
      </div>
    </>
  );
}

interface CardsProps extends Omit<Props, 'stale' | 'onOpen'> {
  readonly active: number;
  readonly thumbUrl: (item: GalleryItem) => string;
}

/** Nothing of it changes with a keystroke, before the answer does. */
const Cards = memo(function Cards(props: CardsProps) {
  const { above, below, active } = props;
  const card = (dim: boolean, offset: number) => (entry: Entry, i: number) => (
    <ResultCard
      // By place, not by item: an answer fills the cards that are there, which takes half the time of new ones.
      key={i}
      {...entry}
      thumb={props.thumbUrl(entry.item)}
      index={offset + i}
      cutoff={props.cutoff}
      dim={dim}
      captions={props.captions}
      active={offset + i === active}
      open={entry.item.id === props.open}
      href={props.hrefOf(entry.item.id)}
      alikeHref={props.alikeHrefOf?.(entry.item.id)}
    />
  );
  return (
    <>
      {above.length > 0 && <div className="image-grid">{above.map(card(false, 0))}</div>}
      {above.length > 0 && below.length > 0 && (
        <div aria-hidden="true" className="my-6 flex items-center gap-4 text-sm text-muted">
          <span className="h-px flex-1 bg-line" />
          Below this line nothing looks much like it
          <span className="h-px flex-1 bg-line" />
        </div>
      )}
      {below.length > 0 && <div className="image-grid">{below.map(card(true, above.length))}</div>}
    </>
  );
});
