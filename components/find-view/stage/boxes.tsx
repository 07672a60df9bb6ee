import type { CSSProperties } from 'react';
import type { NamedPlace } from '@/components/relevance/findings';
import { cssColorOf } from '@/components/relevance/palette';
import type { Rectangle } from '@/lib/patches/grid';
import type { Size } from './viewport';

interface Props {
  readonly places: readonly NamedPlace[];
  readonly picture: Size;
  /** Its place in the list. */
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  /** A part drawn by hand. */
  readonly part: Rectangle | null;
}

/** More boxes than this hide what they are about. */
const MOST = 100;

/** Frames around places. For the mouse: the keyboard and screen readers have the list, in the same order. */
export function Boxes({ places, picture, selected, onSelect, part }: Props) {
  // On a phone many numbers hide the picture.
  const crowded = places.length > 8;
  return (
    <div aria-hidden="true" className="absolute inset-0">
      {places.slice(0, MOST).map((place, i) => (
        <button
          key={`${place.feature} ${place.cell}`}
          type="button"
          tabIndex={-1}
          data-selected={i === selected || undefined}
          onClick={() => onSelect(i)}
          className="group absolute rounded-[3px] border-2 border-(--color) shadow-[0_0_0_1px_rgb(0_0_0/0.55),inset_0_0_0_1px_rgb(0_0_0/0.35)] hover:bg-white/10 data-selected:z-10 data-selected:border-3 data-selected:shadow-[0_0_0_2px_#fff,0_0_0_3px_#000]"
          style={{
            ...positionOf(place.box, picture),
            ...({ '--color': cssColorOf(place.feature, 1) } as CSSProperties),
          }}
        >
          <span
            className={`absolute top-0 left-0 ${crowded ? 'max-sm:hidden max-sm:group-data-selected:block' : ''} rounded-br-sm bg-(--color) px-1 text-[0.6875rem] leading-4 font-semibold text-black tabular-nums`}
          >
            {i + 1}
          </span>
        </button>
      ))}
      {part && (
        <div
          className="pointer-events-none absolute border-2 border-dashed border-white bg-white/10 shadow-[0_0_0_1px_#000]"
          style={positionOf(part, picture)}
        />
      )}
    </div>
  );
}

function positionOf({ x, y, width, height }: Rectangle, picture: Size) {
  return {
    left: `${(x / picture.width) * 100}%`,
    top: `${(y / picture.height) * 100}%`,
    width: `${(width / picture.width) * 100}%`,
    height: `${(height / picture.height) * 100}%`,
  };
}
