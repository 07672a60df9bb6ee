'use client';

import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { capitalized, cosine, day } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery, useItemPicture } from '@/lib/hooks';
import { asFeature, type SharedState, sharedOf, toHref } from '@/lib/search-params';
import { captionsOf, fileName, placeOf } from '../results/entries';

interface Props {
  readonly item: GalleryItem;
  readonly titleId: string;
  readonly shared: SharedState;
  readonly words: string;
  /** To the query, where one was asked. */
  readonly similarity?: number;
}

/** What is known of an item, and what can be done with it. */
export function ItemDetails({ item, titleId, shared, words, similarity }: Props) {
  const { gallery } = useGallery();
  const picture = useItemPicture(item);
  const captions = captionsOf(item);
  const facts = [
    ['Similarity', similarity === undefined ? null : cosine(similarity)],
    ['File', item.name ?? item.file],
    // Of a collection there are thumbnails only.
    ['Size', gallery?.served ? null : `${item.width} × ${item.height} px`],
    ['Date', item.date && day(item.date)],
    ['Place', placeOf(item)],
    ['In', item.part ? `${item.part.of}, px ${item.part.x}, ${item.part.y}` : null],
    ['Ground', item.groundWidth ? `${item.groundWidth} m wide` : null],
    ['Shows', item.tags?.join(', ')],
    ['Part', item.split],
    ['Gallery', gallery?.title],
    ['Attribution', gallery?.attribution],
    ['Licence', gallery?.license],
  ] as const;
  return (
    <div className="flex flex-col gap-5 p-5">
      <h2 id={titleId} className="text-xl font-semibold tracking-tight">
        {item.category ? capitalized(item.category) : fileName(item)}
      </h2>
      {captions.length > 0 && (
        <ul aria-label="Captions" className="flex flex-col gap-2">
          {captions.map((caption) => (
            <li key={caption} className="border-l-2 border-line pl-3 text-pretty break-words">
              {caption}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Link
          href={toHref('image', { ...sharedOf(shared), item: item.id })}
          prefetch={false}
          className={buttonClass('primary')}
        >
          <Icon name="alike" className="size-4" />
          More like this
        </Link>
        {item.image !== false && (
          <Link
            href={toHref('find', { ...sharedOf(shared), item: item.id, q: asFeature(words) })}
            prefetch={false}
            className={buttonClass('quiet')}
          >
            <Icon name="find" className="size-4" />
            Find in this image
          </Link>
        )}
        {item.image !== false && !gallery?.served && picture.state === 'whole' && (
          <a
            href={picture.src}
            download={picture.file?.name ?? fileName(item)}
            className={buttonClass('quiet')}
          >
            <Icon name="download" className="size-4" />
            Download
          </a>
        )}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 break-words tabular-nums">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  );
}
