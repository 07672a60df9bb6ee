'use client';

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { cornersOf, type NamedPlace, sizeOf } from '@/components/relevance/findings';
import { Swatch } from '@/components/relevance/swatch';
import { count } from '@/components/ui/format';
import { MoreLike } from './more-like';
import { Teach } from './teach';

/** More than these are not listed; the export has them all. */
const MOST = 60;

interface Props {
  readonly places: readonly NamedPlace[];
  readonly selected: number | null;
  readonly onSelect: (index: number | null) => void;
  readonly onLikePart: (place: NamedPlace) => Promise<void>;
  /** Marks a place as right or wrong; null where nothing can be learned. */
  readonly onTeach: ((place: NamedPlace, yes: boolean) => Promise<void>) | null;
}

/** Where features were found, most probable first: the map in words. Arrow keys step through it. */
export function Places({ places, selected, onSelect, onLikePart, onTeach }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const shown = places.slice(0, MOST);

  useEffect(() => {
    if (selected === null) return;
    list.current?.children[selected]?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const at = selected ?? -1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    onSelect(to);
    list.current?.querySelectorAll<HTMLElement>('[data-place]')[to]?.focus();
  };

  return (
    <section aria-label="Places found" className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">
        {places.length === 1 ? '1 place' : `${count(places.length)} places`}
      </h2>
      <ol
        ref={list}
        aria-label="Places"
        onKeyDown={onKeyDown}
        className="-mx-2 flex max-h-72 flex-col overflow-y-auto px-2 lg:max-h-80"
      >
        {shown.map((place, i) => (
          <li
            key={`${place.feature} ${place.cell}`}
            data-feature={place.text}
            data-probability={place.probability.toFixed(4)}
            data-box={cornersOf(place)}
            className="border-t border-line first:border-t-0"
          >
            <button
              type="button"
              data-place=""
              // One tab stop for the whole list; arrow keys move within it.
              tabIndex={i === (selected ?? 0) ? 0 : -1}
              aria-pressed={i === selected}
              onClick={() => onSelect(i === selected ? null : i)}
              className="flex w-full items-center gap-3 rounded-lg px-2 py-1.5 text-left text-sm hover:bg-sunken focus-visible:outline-offset-[-2px] aria-pressed:bg-accent-soft"
            >
              <Swatch feature={place.feature} />
              <span className="min-w-0 flex-1 truncate">
                <span className="tabular-nums">{i + 1}</span> {place.text}
              </span>
              <span className="text-muted tabular-nums">{sizeOf(place)}</span>
            </button>
            {i === selected && (
              <div className="flex flex-col gap-2 px-2 pb-2">
                {onTeach && <Teach text={place.text} onTeach={(yes) => onTeach(place, yes)} />}
                <MoreLike label="Search for more like this place" onUse={() => onLikePart(place)} />
              </div>
            )}
          </li>
        ))}
      </ol>
      {places.length > MOST && (
        <p className="text-sm text-muted">
          And {count(places.length - MOST)} more: the export has them all.
        </p>
      )}
    </section>
  );
}
