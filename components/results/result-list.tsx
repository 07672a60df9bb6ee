'use client';

import { type FocusEvent, type KeyboardEvent, type MouseEvent, memo } from 'react';
import { ITEM_TYPE } from '@/components/frame/dragged';
import { useSelection } from '@/components/selection/use-selection';
import { isPlainClick, useFollow } from '@/components/ui/use-follow';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import type { Entry, Ranking } from './entries';
import { ImagesHint } from './images-hint';
import { type Mark, type Marks, markOfKey, type OnMark } from './marks';
import { ResultCard } from './result-card';
import { useLate } from './use-late';
import { useRoving } from './use-roving';

interface Props extends Ranking {
  readonly label: string;
  readonly cutoff?: number;
  readonly strong?: number;
  readonly captions: boolean;
  /** Id of the item whose panel is open. */
  readonly open?: string | null;
  readonly hrefOf: (id: string) => string;
  readonly alikeHrefOf?: (id: string) => string;
  /** Marked items, and what marks them; without it cards cannot be marked. */
  readonly marks?: Marks | undefined;
  readonly onMark?: OnMark | undefined;
  /** Without it a click follows the link. */
  readonly onOpen?: (id: string) => void;
  /** Id of the item whose near-duplicates are shown. */
  readonly stack?: string | null;
  readonly onStack?: (id: string | null) => void;
  /** An older answer, shown until the new one is there. */
  readonly stale?: boolean;
}

/** An older answer is set back when the new one takes longer than this, ms. */
const PATIENCE = 300;

/**
 * Items in rank order as one list: above the cutoff, then, under a line, those below.
 * `role="list"` on a div, as a `ul` may hold no divider.
 */
export function ResultList({ stale = false, onOpen, onMark, onStack, ...props }: Props) {
  const { label, above, below } = props;
  const selection = useSelection();
  const { thumbUrl } = useGallery();
  const { ref, active, setActive, onKeyDown } = useRoving(above.length + below.length);
  const ids = () => [...above, ...below].map(({ item }) => item.id);
  const cutIds = () => above.map(({ item }) => item.id);
  const follow = useFollow();
  const onClick = (event: MouseEvent) => {
    const tool = (event.target as Element).closest<HTMLElement>(TOOLS);
    const marked = idOf(tool);
    if (tool && marked !== undefined) {
      const { mark } = tool.dataset;
      if (tool.dataset.stack !== undefined) onStack?.(marked === props.stack ? null : marked);
      else if (mark === 'like' || mark === 'unlike') onMark?.(marked, mark);
      else selection.toggle(marked, event.shiftKey ? ids() : undefined);
      return;
    }
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
  const onKey = (event: KeyboardEvent) => {
    const id = idOf(event.target as HTMLElement);
    if (id === undefined || (event.target as HTMLElement).dataset.cell === undefined) return;
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    const mark = altKey || ctrlKey || metaKey ? null : markOfKey(key);
    if (mark && onMark) onMark(id, mark);
    else if ((key === ' ' || key.toLowerCase() === 'x') && !(altKey || ctrlKey || metaKey))
      selection.toggle(id, shiftKey ? ids() : undefined);
    else if (key === 'a' && (ctrlKey || metaKey)) selection.add(cutIds());
    else return onKeyDown(event);
    event.preventDefault();
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
        data-selecting={selection.size > 0 ? '' : undefined}
        onKeyDown={onKey}
        onClick={onClick}
        onFocus={onFocus}
        onDragStart={({ target, dataTransfer }) => {
          const id = idOf(target as HTMLElement);
          if (id !== undefined) dataTransfer.setData(ITEM_TYPE, id);
        }}
        className={late ? 'opacity-60' : ''}
      >
        <Cards
          {...props}
          active={active}
          thumbUrl={thumbUrl}
          selected={selection.ids}
          markable={onMark !== undefined}
        />
      </div>
    </>
  );
}

/** What of a card the list handles clicks on. */
const TOOLS = '[data-mark], [data-select], [data-stack]';

/** Id of the item whose card an element is of. */
function idOf(element: HTMLElement | null): string | undefined {
  return element?.closest<HTMLElement>('[data-item]')?.dataset.item;
}

interface CardsProps extends Omit<Props, 'stale' | 'onOpen' | 'onMark' | 'onStack'> {
  readonly active: number;
  readonly selected: ReadonlySet<string>;
  readonly markable: boolean;
  readonly thumbUrl: (item: GalleryItem) => string;
}

/** Nothing of it changes with a keystroke, before the answer does. */
const Cards = memo(function Cards(props: CardsProps) {
  const { above, below, active, marks } = props;
  const markOf = (id: string): Mark | undefined =>
    marks?.like.includes(id) ? 'like' : marks?.unlike.includes(id) ? 'unlike' : undefined;
  const card = (unsure: boolean, offset: number) => (entry: Entry, i: number) => (
    <ResultCard
      // By place, not by item: an answer fills the cards that are there, which takes half the time of new ones.
      key={i}
      {...entry}
      thumb={props.thumbUrl(entry.item)}
      index={offset + i}
      cutoff={props.cutoff}
      strong={props.strong}
      unsure={unsure}
      captions={props.captions}
      active={offset + i === active}
      open={entry.item.id === props.open}
      unfolded={entry.item.id === props.stack}
      href={props.hrefOf(entry.item.id)}
      alikeHref={props.alikeHrefOf?.(entry.item.id)}
      markable={props.markable}
      mark={markOf(entry.item.id)}
      selected={props.selected.has(entry.item.id)}
    />
  );
  return (
    <>
      {above.length > 0 && <div className="image-grid">{above.map(card(false, 0))}</div>}
      {above.length > 0 && below.length > 0 && (
        <div aria-hidden="true" className="my-6 flex items-center gap-4 text-sm text-muted">
          <span className="h-px flex-1 bg-line" />
          Less certain from here
          <span className="h-px flex-1 bg-line" />
        </div>
      )}
      {below.length > 0 && <div className="image-grid">{below.map(card(true, above.length))}</div>}
    </>
  );
});
