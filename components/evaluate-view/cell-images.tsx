'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Thumb } from '@/components/pictures/thumb';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';
import { type SharedState, sharedOf, toHref } from '@/lib/search-params';

/** Images that are shown at once. */
const MOST = 120;

interface Props {
  readonly id: string;
  /** What these are, as the cell says it. */
  readonly label: string;
  readonly items: readonly GalleryItem[];
  readonly shared: SharedState;
  readonly onClose: () => void;
}

/** The images behind a cell of the matrix; each leads to the search by it. */
export function CellImages({ id, label, items, shared, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { thumbUrl } = useGallery();
  // The label is what was opened: another cell takes the focus along.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => heading.current?.focus(), [label]);
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="min-w-0 flex-1 basis-72 lg:sticky lg:top-16"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className="flex min-h-13 items-center gap-2">
        <h2
          id={`${id}-title`}
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 scroll-mt-28 text-base font-medium outline-none first-letter:uppercase"
        >
          {label}
        </h2>
        <Button look="bare" icon aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      <ul
        aria-label="Images"
        className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3 pt-1"
      >
        {items.slice(0, MOST).map((item) => (
          <li key={item.id} data-item={item.id}>
            <Link
              href={toHref('image', { ...sharedOf(shared), item: item.id })}
              prefetch={false}
              className="group block"
            >
              <Thumb item={item} src={thumbUrl(item)} className="rounded-lg" />
              <span className="block truncate pt-1 font-mono text-xs text-muted group-hover:text-accent">
                {item.id}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {items.length > MOST && (
        <p className="pt-3 text-sm text-muted">
          The first {count(MOST)} of {count(items.length)} are shown.
        </p>
      )}
    </section>
  );
}
