'use client';

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useMemo,
  useRef,
} from 'react';
import { ITEM_TYPE } from '@/components/frame/dragged';
import { useSelection } from '@/components/selection/use-selection';
import { isPlainClick, useFollow } from '@/components/ui/use-follow';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import { Divider } from './divider';
import type { Entry, Ranking } from './entries';
import { ImagesHint } from './images-hint';
import { type Mark, type Marks, markOfKey, type OnMark } from './marks';
import { More } from './more';
import { ResultCard } from './result-card';
import { type Grid, headOf, rowsAfter } from './rows';
import { Tail } from './tail';
import { type GridPlace, useGridPlace } from './use-grid-place';
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
  /** Entries that are always in the page; left out, all. Of those after them, only what is near the view is. */
  readonly head?: number;
  /** Asks for more entries; null where there are no more. */
  readonly more?: (() => void) | null;
}

/** An older answer is set back when the new one takes longer than this, ms. */
const PATIENCE = 300;

/**
 * Items in rank order as one list: above the cutoff, then, under a line, those below.
 * `role="list"` on a div, as a `ul` may hold no divider.
 */
export function ResultList(given: Props) {
  const { stale = false, onOpen, onMark, onStack, more = null, ...props } = given;
  const { label, above, below } = props;
  const ref = useRef<HTMLDivElement>(null);
  const tail = useRef<HTMLDivElement>(null);
  const place = useGridPlace(ref, tail);
  const size = above.length + below.length;
  const grid = { columns: place.columns, above: above.length, size };
  const selection = useSelection();
  const { thumbUrl } = useGallery();
  const { active, setActive, onKeyDown } = useRoving(ref, grid, more);
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
          place={place}
          tail={tail}
          // Of a list that goes on, nobody knows the length yet.
          setSize={more ? -1 : size}
        />
      </div>
      {more && size > 0 && <More onMore={more} />}
    </>
  );
}

/** What of a card the list handles clicks on. */
const TOOLS = '[data-mark], [data-select], [data-stack]';

/** Id of the item whose card an element is of. */
function idOf(element: HTMLElement | null): string | undefined {
  return element?.closest<HTMLElement>('[data-item]')?.dataset.item;
}

interface CardsProps extends Omit<Props, 'stale' | 'onOpen' | 'onMark' | 'onStack' | 'more'> {
  readonly active: number;
  readonly selected: ReadonlySet<string>;
  readonly markable: boolean;
  readonly thumbUrl: (item: GalleryItem) => string;
  readonly place: GridPlace;
  readonly tail: RefObject<HTMLDivElement | null>;
  readonly setSize: number;
}

/** Nothing of it changes with a keystroke, before the answer does. */
const Cards = memo(function Cards(props: CardsProps) {
  const { above, below, active, marks, place } = props;
  const { columns } = place;
  const size = above.length + below.length;
  const wanted = props.head ?? size;
  const { head, rows } = useMemo(() => {
    const grid: Grid = { columns, above: above.length, size };
    const end = headOf(wanted, grid);
    return { head: end, rows: rowsAfter(end, grid) };
  }, [columns, above.length, size, wanted]);
  const markOf = (id: string): Mark | undefined =>
    marks?.like.includes(id) ? 'like' : marks?.unlike.includes(id) ? 'unlike' : undefined;
  const card = (entry: Entry, index: number, key: number) => (
    <ResultCard
      key={key}
      {...entry}
      thumb={props.thumbUrl(entry.item)}
      index={index}
      setSize={props.setSize}
      cutoff={props.cutoff}
      strong={props.strong}
      unsure={index >= above.length}
      captions={props.captions}
      active={index === active}
      open={entry.item.id === props.open}
      unfolded={entry.item.id === props.stack}
      href={props.hrefOf(entry.item.id)}
      alikeHref={props.alikeHrefOf?.(entry.item.id)}
      markable={props.markable}
      mark={markOf(entry.item.id)}
      selected={props.selected.has(entry.item.id)}
    />
  );
  const cardAt = (index: number) => {
    const entry = index < above.length ? above[index] : below[index - above.length];
    return entry && card(entry, index, index);
  };
  const first = above.slice(0, head);
  const firstBelow = below.slice(0, Math.max(0, head - above.length));
  return (
    <>
      {first.length > 0 && (
        // By place, not by item: an answer fills the cards that are there, which takes half the time of new ones.
        <div className="image-grid">{first.map((entry, i) => card(entry, i, i))}</div>
      )}
      {first.length > 0 && firstBelow.length > 0 && <Divider />}
      {firstBelow.length > 0 && (
        <div className="image-grid">
          {firstBelow.map((entry, i) => card(entry, above.length + i, i))}
        </div>
      )}
      {rows.length > 0 && (
        <Tail ref={props.tail} rows={rows} place={place} active={active} card={cardAt} />
      )}
    </>
  );
});
