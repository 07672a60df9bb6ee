'use client';

import Link from 'next/link';
import { tidied } from '@/components/results/entries';
import { capitalized } from '@/components/ui/format';
import type { ImageReading } from '@/lib/engine/protocol';
import { useReading } from '@/lib/hooks';
import { type SharedState, sharedOf, toHref } from '@/lib/search-params';

const CATEGORIES = 5;
const CAPTIONS = 5;

interface Props {
  readonly embedding: Float32Array | null;
  readonly shared: SharedState;
}

/** Image to text: the likeliest categories and the gallery's nearest captions. Each leads on to a search by words. */
export function Reading({ embedding, shared }: Props) {
  const { reading, error } = useReading(embedding);
  if (error) return null;
  const searchFor = (q: string) => toHref('text', { ...sharedOf(shared), q });
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-5">
      <div>
        <h2 className="pb-2 text-sm font-medium">Looks like</h2>
        {reading ? (
          <Categories reading={reading} searchFor={searchFor} />
        ) : (
          <Lines lines={CATEGORIES} />
        )}
      </div>
      {(!reading || reading.captions.length > 0) && (
        <div>
          <h2 className="pb-2 text-sm font-medium">Nearest captions</h2>
          {reading ? (
            <ul className="flex flex-col gap-2 text-sm">
              {reading.captions.slice(0, CAPTIONS).map(({ text }) => (
                <li key={text} className="border-l-2 border-line pl-3 max-sm:nth-[n+3]:hidden">
                  <Link
                    href={searchFor(text)}
                    prefetch={false}
                    className="text-pretty hover:text-accent"
                  >
                    {tidied(text)}
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <Lines lines={CAPTIONS} />
          )}
        </div>
      )}
    </div>
  );
}

function Categories({
  reading,
  searchFor,
}: {
  reading: ImageReading;
  searchFor: (q: string) => string;
}) {
  return (
    <ol aria-label="Categories" className="flex flex-col gap-1">
      {reading.categories.slice(0, CATEGORIES).map(({ name, probability }) => (
        <li key={name} className="relative max-sm:nth-[n+4]:hidden">
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 rounded-md bg-accent-soft"
            style={{ width: `${probability * 100}%` }}
          />
          <Link
            href={searchFor(name)}
            prefetch={false}
            className="relative flex h-7 items-center justify-between gap-3 rounded-md px-2 text-sm hover:text-accent"
          >
            <span className="truncate">{capitalized(name)}</span>
            <span className="text-muted tabular-nums">{(probability * 100).toFixed(1)}%</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Lines({ lines }: { lines: number }) {
  return (
    <div aria-hidden="true" className="flex flex-col gap-1">
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <div key={i} className="h-7 animate-breathe rounded-md bg-sunken max-sm:nth-[n+4]:hidden" />
      ))}
    </div>
  );
}
