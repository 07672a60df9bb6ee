'use client';

import { memo } from 'react';
import { InsideAnswers, InsideOutlines } from '@/components/inside/inside-mark';
import { Thumb } from '@/components/pictures/thumb';
import { capitalized, cosine } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { addressOf } from '@/components/ui/use-follow';
import { CardTools } from './card-tools';
import { captionsOf, type Entry, fileName, nameOf, placeOf } from './entries';
import type { Mark } from './marks';
import { Similarity } from './similarity';

export interface CardProps extends Entry {
  /** Place in the list, from 0. */
  readonly index: number;
  /** Length of the list; -1 where it goes on. */
  readonly setSize: number;
  /** Address of the thumbnail. */
  readonly thumb: string;
  readonly cutoff?: number;
  /** Cosine from which a result is a strong match. */
  readonly strong?: number;
  /** Under the cutoff. */
  readonly unsure: boolean;
  readonly captions: boolean;
  /** The grid's one tab stop. */
  readonly active: boolean;
  /** Its panel is open. */
  readonly open: boolean;
  /** Its near-duplicates are shown. */
  readonly unfolded: boolean;
  readonly href: string;
  /** Search for images like this one; left out where opening does just that, and where it can be marked. */
  readonly alikeHref?: string | undefined;
  /** Whether it can be marked as an example, and how it is. */
  readonly markable: boolean;
  readonly mark?: Mark | undefined;
  readonly selected: boolean;
}

const ALIKE = <Icon name="alike" className="size-4.5" />;

/** A cell of the list, which handles its clicks: a card holds nothing that a keystroke would have to make anew. */
export const ResultCard = memo(function ResultCard(props: CardProps) {
  const { item, similarity, index, unsure, captions, active, open, href, alikeHref } = props;
  const { copies = 0, member = false, unfolded, inside } = props;
  const name = nameOf(item);
  const tabIndex = active ? 0 : -1;
  // A look at a gallery is had while the encoder is being fetched: its pictures take of the same line.
  const eagerly = similarity === undefined ? 12 : 24;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list holds two grids and a divider, which ul may not
    <div
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={props.setSize}
      data-item={item.id}
      data-similarity={similarity === undefined ? undefined : cosine(similarity)}
      data-copies={copies || undefined}
      className={`group relative min-w-0 ${member ? 'rounded-xl bg-accent-soft' : ''}`}
    >
      <a
        href={addressOf(href)}
        data-cell={index}
        tabIndex={tabIndex}
        aria-label={unsure ? `${name} (less certain)` : name}
        aria-current={open || undefined}
        className="block overflow-hidden rounded-xl outline-offset-3 aria-[current]:outline-3 aria-[current]:outline-accent"
      >
        <Thumb
          item={item}
          src={props.thumb}
          eager={index < eagerly}
          className={inside ? '' : 'transition-[scale] duration-200 group-hover:scale-[1.025]'}
        />
        {inside && (
          <span className="absolute inset-x-0 top-0 block aspect-square">
            <InsideOutlines inside={inside} />
          </span>
        )}
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
      <CardTools
        mark={props.mark}
        markable={props.markable}
        selected={props.selected}
        active={active}
      />
      {copies > 0 && (
        <span className="pointer-events-none absolute inset-x-0 top-0 aspect-square">
          <button
            type="button"
            data-stack=""
            aria-expanded={unfolded}
            aria-label={`${copies} near-identical to ${name}`}
            title={unfolded ? 'Close the stack' : `Show ${copies} near-identical`}
            tabIndex={tabIndex}
            className="pointer-events-auto absolute bottom-2 left-2 flex h-9 items-center gap-1 rounded-lg bg-raised/90 px-2.5 text-sm font-medium text-ink tabular-nums shadow-sm hover:text-accent aria-expanded:bg-accent aria-expanded:text-on-accent"
          >
            +{copies}
          </button>
        </span>
      )}
      {similarity !== undefined && (
        <div className="pt-1.5">
          <Similarity value={similarity} cutoff={props.cutoff} strong={props.strong} />
        </div>
      )}
      {inside && <InsideAnswers inside={inside} />}
      {captions && (
        <CardText
          category={item.category}
          caption={captionsOf(item)[0] ?? placeOf(item)}
          file={fileName(item)}
        />
      )}
    </div>
  );
});

/** Always the same height, so that rows stay rows. */
function CardText(text: { category?: string; caption?: string; file: string }) {
  return (
    <div className="h-15 overflow-hidden pt-1 text-sm/tight">
      <p className="truncate font-medium">
        {text.category ? capitalized(text.category) : text.file}
      </p>
      <p className="line-clamp-2 text-xs text-muted" title={text.caption}>
        {text.caption}
      </p>
    </div>
  );
}
