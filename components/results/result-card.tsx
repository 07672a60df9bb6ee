'use client';

import { memo } from 'react';
import { capitalized, cosine } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { Thumb } from '@/components/ui/thumb';
import { addressOf } from '@/components/ui/use-follow';
import { captionsOf, type Entry, nameOf } from './entries';
import { Similarity } from './similarity';

export interface CardProps extends Entry {
  /** Place in the list, from 0. */
  readonly index: number;
  /** Address of the thumbnail. */
  readonly thumb: string;
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
}

const ALIKE = <Icon name="alike" className="size-4.5" />;

/** A cell of the list, which handles its clicks: a card holds nothing that a keystroke would have to make anew. */
export const ResultCard = memo(function ResultCard(props: CardProps) {
  const { item, similarity, index, cutoff, dim, captions, active, open, href, alikeHref } = props;
  const name = nameOf(item);
  const tabIndex = active ? 0 : -1;
  // A look at a gallery is had while the encoder is being fetched: its pictures take of the same line.
  const eagerly = similarity === undefined ? 12 : 24;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list holds two grids and a divider, which ul may not
    <div
      role="listitem"
      data-item={item.id}
      data-similarity={similarity === undefined ? undefined : cosine(similarity)}
      className="group relative min-w-0"
    >
      <a
        href={addressOf(href)}
        data-cell={index}
        tabIndex={tabIndex}
        aria-label={dim ? `${name} (below the cut-off)` : name}
        aria-current={open || undefined}
        className="block overflow-hidden rounded-xl outline-offset-3 aria-[current]:outline-3 aria-[current]:outline-accent"
      >
        <Thumb
          item={item}
          src={props.thumb}
          eager={index < eagerly}
          className={`transition-[scale,opacity] duration-200 group-hover:scale-[1.025] ${dim ? 'opacity-45 group-focus-within:opacity-100 group-hover:opacity-100' : ''}`}
        />
      </a>
      {alikeHref && (
        <a
          href={addressOf(alikeHref)}
          tabIndex={tabIndex}
          aria-label={`More like this: ${name}`}
          title="More like this"
          className="absolute top-2 right-2 grid size-9 place-items-center rounded-lg bg-raised/90 text-ink opacity-0 shadow-sm transition-opacity group-hover:opacity-100 group-focus-within:opacity-100 hover:text-accent [@media(hover:none)]:opacity-100"
        >
          {ALIKE}
        </a>
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
