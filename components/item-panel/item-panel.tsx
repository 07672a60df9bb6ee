'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { ErrorCard } from '@/components/ui/error-card';
import { useGallery } from '@/lib/hooks';
import type { SharedState } from '@/lib/search-params';
import { ItemDetails } from './item-details';
import { ItemImage } from './item-image';
import { Neighbours } from './neighbours';
import { PanelBar } from './panel-bar';
import { useSwipe } from './use-swipe';
import { useWhy } from './use-why';
import { idsOf, stepFrom } from './walk';
import { Why, WhyMap } from './why';

interface Props {
  readonly id: string;
  readonly shared: SharedState;
  /** Whether the panel was opened from a list, and that list: the arrow keys walk through it, else the gallery. */
  readonly asked: boolean;
  readonly ranked: {
    readonly items: readonly { readonly id: string; readonly similarity?: number }[];
  } | null;
  /** Words of the query, if any: the panel can show where they are in the item. */
  readonly words?: string;
  /** To the next or previous. */
  readonly onMove: (id: string) => void;
  /** To another item, with a way back. */
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/**
 * One item beside the list that it came from. A modal dialog of the platform: Escape closes it, the
 * focus stays in it and goes back to the item's cell.
 */
export function ItemPanel({
  id,
  shared,
  asked,
  ranked,
  words = '',
  onMove,
  onOpen,
  onClose,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { gallery, item: find, error } = useGallery();
  const item = find(id);
  const ids = asked ? idsOf(ranked) : idsOf(gallery);
  const previous = stepFrom(id, ids, -1);
  const next = stepFrom(id, ids, 1);
  // Stays as it is from item to item.
  const [showing, setShowing] = useState(false);
  const why = useWhy(showing && item?.image !== false ? id : null, words);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.focus();
    return () => element?.close();
  }, []);

  // The cell of the item shown last takes the focus when the panel goes, and stays in sight meanwhile.
  useEffect(() => {
    const cell = () =>
      document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"] [data-cell]`);
    cell()?.scrollIntoView({ block: 'nearest' });
    dialog.current?.scrollTo({ top: 0 });
    // A neighbour that was chosen goes away under the focus: without it no key would arrive.
    if (!dialog.current?.contains(document.activeElement)) dialog.current?.focus();
    return () => {
      requestAnimationFrame(() => !document.querySelector('dialog[open]') && cell()?.focus());
    };
  }, [id]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // (A picture that is zoomed is moved by the same keys.)
    if (event.defaultPrevented) return;
    const to = event.key === 'ArrowLeft' ? previous : event.key === 'ArrowRight' ? next : undefined;
    if (!to) return;
    event.preventDefault();
    onMove(to);
  };

  const swipes = useSwipe({
    onLeft: next === undefined ? undefined : () => onMove(next),
    onRight: previous === undefined ? undefined : () => onMove(previous),
  });

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={title}
      onKeyDown={onKeyDown}
      {...swipes}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Browsers close it themselves where Escape is pressed twice.
      onClose={({ currentTarget }) => !currentTarget.open && onClose()}
      onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
      className="mt-0 mr-0 mb-0 ml-auto h-dvh max-h-none w-full max-w-none overflow-y-auto overscroll-contain border-line bg-raised shadow-float outline-none backdrop:bg-black/35 sm:w-[min(34rem,80vw)] sm:border-l xl:w-[min(44rem,40vw)]"
    >
      <div className="flex min-h-full flex-col">
        <PanelBar
          place={ids.indexOf(id) + 1}
          of={ids.length}
          onPrevious={previous === undefined ? undefined : () => onMove(previous)}
          onNext={next === undefined ? undefined : () => onMove(next)}
          onClose={onClose}
        />
        {item ? (
          <>
            <ItemImage key={item.id} item={item}>
              <WhyMap why={why} />
            </ItemImage>
            {words !== '' && item.image !== false && (
              <Why words={words} why={why} showing={showing} onShow={setShowing} />
            )}
            <ItemDetails
              item={item}
              titleId={title}
              shared={shared}
              words={words}
              similarity={ranked?.items.find((entry) => entry.id === id)?.similarity}
            />
            <Neighbours id={id} shared={shared} onOpen={onOpen} />
          </>
        ) : (
          <Absent titleId={title} id={id} loading={!gallery && !error} />
        )}
      </div>
    </dialog>
  );
}

function Absent({ titleId, id, loading }: { titleId: string; id: string; loading: boolean }) {
  return (
    <div className={loading ? '' : 'p-5'}>
      <h2 id={titleId} className="sr-only">
        {loading ? 'Opening the gallery' : 'Unknown item'}
      </h2>
      {loading ? (
        <div className="aspect-square max-h-[62dvh] w-full animate-breathe bg-sunken" />
      ) : (
        <ErrorCard
          report={{
            code: 'item-unknown',
            message: `This gallery has no item “${id.slice(0, 80)}”.`,
            advice: 'Close this, or choose the gallery that the link was made in.',
          }}
        />
      )}
    </div>
  );
}
