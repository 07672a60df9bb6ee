'use client';

import { type MouseEvent, memo } from 'react';
import { capitalized, cosine } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { PlainLink } from '@/components/ui/plain-link';
import { Thumb } from '@/components/ui/thumb';
import { captionsOf, type Entry, nameOf } from './entries';
import { Similarity } from './similarity';

export interface CardProps extends Entry {
  /** Place in the list, from 0. */
  readonly index: number;
  readonly cutoff?: number;
  /** Under the cutoff: shown, but set back. */
  readonly dim: boolean;
  readonly captions: boolean;
  /** The grid's one tab stop. */
  readonly active: boolean;
  /** Its panel is open. */
  readonly open: boolean;
  readonly href: string;
  /** Search for images like this one; left out where opening does just that. */
  readonly alikeHref?: string;
  readonly onOpen?: (id: string) => void;
  readonly onActive: (index: number) => void;
}

export const ResultCard = memo(function ResultCard(props: CardProps) {
  const { item, similarity, index, cutoff, dim, captions, active, open, href, alikeHref } = props;
  const { onOpen, onActive } = props;
  const name = nameOf(item);
  const tabIndex = active ? 0 : -1;
  const openHere = (event: MouseEvent) => {
    // A click with a modifier opens a tab or a window: the link knows how.
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(item.id);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list holds two grids and a divider, which ul may not
    <div
      role="listitem"
      data-item={item.id}
      data-similarity={similarity === undefined ? undefined : cosine(similarity)}
      className="group relative min-w-0"
    >
      <PlainLink
        href={href}
        data-cell
        tabIndex={tabIndex}
        onClick={openHere}
        onFocus={() => onActive(index)}
        aria-label={`${name}${dim ? ' (below the cut-off)' : ''}`}
        aria-current={open || undefined}
        className="block overflow-hidden rounded-xl outline-offset-3 aria-[current]:outline-3 aria-[current]:outline-accent"
      >
        <Thumb
          item={item}
          eager={index < 12}
          className={`transition-[scale,opacity] duration-200 group-hover:scale-[1.025] ${dim ? 'opacity-45 group-focus-within:opacity-100 group-hover:opacity-100' : ''}`}
        />
      </PlainLink>
      {alikeHref && (
        <PlainLink
          href={alikeHref}
          tabIndex={tabIndex}
          aria-label={`More like this: ${name}`}
          title="More like this"
          className="absolute top-2 right-2 grid size-9 place-items-center rounded-lg bg-raised/90 text-ink opacity-0 shadow-sm transition-opacity group-hover:opacity-100 group-focus-within:opacity-100 hover:text-accent [@media(hover:none)]:opacity-100"
        >
          <Icon name="alike" className="size-4.5" />
        </PlainLink>
      )}
      {similarity !== undefined && (
        <div className="pt-1.5">
          <Similarity value={similarity} cutoff={cutoff} />
        </div>
      )}
      {captions && <CardText category={item.category} caption={captionsOf(item)[0]} id={item.id} />}
    </div>
  );
});

/** Always the same height, so that rows stay rows. */
function CardText(text: { category?: string; caption?: string; id: string }) {
  return (
    <div className="h-15 overflow-hidden pt-1 text-sm/tight">
      <p className="truncate font-medium">{capitalized(text.category ?? text.id)}</p>
      <p className="line-clamp-2 text-xs text-muted" title={text.caption}>
        {text.caption}
      </p>
    </div>
  );
}
