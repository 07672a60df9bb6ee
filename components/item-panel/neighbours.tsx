'use client';

import Link from 'next/link';
import { useMemo } from 'react';
import { Thumb } from '@/components/pictures/thumb';
import { cosine } from '@/components/ui/format';
import type { Query } from '@/lib/engine/protocol';
import { useGallery, useSearch } from '@/lib/hooks';
import { type SharedState, sharedOf, toHref } from '@/lib/search-params';
import { nameOf } from '../results/entries';

const MOST = 8;

interface Props {
  readonly id: string;
  readonly shared: SharedState;
  readonly onOpen: (id: string) => void;
}

/** The nearest items of the gallery; empty cells stand for them until they are known. */
export function Neighbours({ id, shared, onOpen }: Props) {
  const query = useMemo<Query>(() => ({ kind: 'item', id }), [id]);
  const { answer, stale, error } = useSearch(query, MOST);
  const { item: find, thumbUrl } = useGallery();
  if (error) return null;
  const near = stale ? [] : (answer?.items ?? []).filter((entry) => entry.id !== id).slice(0, MOST);
  return (
    <section aria-label="Neighbours" className="border-t border-line p-5">
      <h3 className="pb-3 text-sm font-medium">Nearest in the gallery</h3>
      <ul className="grid grid-cols-4 gap-2">
        {near.length === 0 &&
          Array.from({ length: MOST }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
            <li key={i} className="aspect-square rounded-lg bg-sunken" />
          ))}
        {near.map((entry) => {
          const item = find(entry.id);
          if (!item) return null;
          return (
            <li key={entry.id}>
              <Link
                href={toHref('text', { ...sharedOf(shared), item: entry.id })}
                prefetch={false}
                aria-label={nameOf(item)}
                title={`${nameOf(item)} (${cosine(entry.similarity)})`}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                  event.preventDefault();
                  onOpen(entry.id);
                }}
                className="block overflow-hidden rounded-lg hover:brightness-110"
              >
                <Thumb item={item} src={thumbUrl(item)} />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
