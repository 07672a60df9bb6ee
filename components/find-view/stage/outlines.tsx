import { type CSSProperties, useState } from 'react';
import type { Size } from '@/components/pictures/zoom/viewport';
import type { NamedPlace } from '@/components/relevance/findings';
import { OutlineShapes } from '@/components/relevance/outline-shapes';
import { cssColorOf } from '@/components/relevance/palette';
import type { Rectangle } from '@/lib/patches/grid';

interface Props {
  readonly places: readonly NamedPlace[];
  readonly picture: Size;
  /** Its place in the list. */
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  /** A part drawn by hand. */
  readonly part: Rectangle | null;
}

/** More outlines than this hide what they are about. */
const MOST = 100;
/** More labels than this, too. */
const MOST_LABELS = 30;

/**
 * Outlines of places, with a fill so light that the picture's colours stay. For the mouse: the keyboard and screen
 * readers have the list, in the same order.
 */
export function Outlines({ places, picture, selected, onSelect, part }: Props) {
  const [hovered, setHovered] = useState<number | null>(null);
  const alone = hovered ?? selected;
  const shown = places.slice(0, MOST);
  return (
    <div aria-hidden="true" data-outlines="" className="absolute inset-0">
      <OutlineShapes
        places={shown}
        picture={picture}
        selected={selected}
        alone={alone}
        onHover={setHovered}
        onSelect={onSelect}
      />
      {shown.slice(0, MOST_LABELS).map((place, i) => (
        <span
          key={`${place.feature} ${place.cell}`}
          className={`pointer-events-none absolute rounded-sm bg-(--color) px-1 text-[0.6875rem] leading-4 font-semibold text-black tabular-nums shadow-[0_0_0_1px_rgb(0_0_0/0.5)] ${
            alone !== null && alone !== i ? 'opacity-25' : ''
          } ${shown.length > 8 && alone !== i ? 'max-sm:hidden' : ''}`}
          style={
            {
              ...besideOf(place.box, picture),
              '--color': cssColorOf(place.feature, 1),
            } as CSSProperties
          }
        >
          {i + 1}
        </span>
      ))}
      {part && (
        <div
          className="pointer-events-none absolute border-2 border-dashed border-white bg-white/10 shadow-[0_0_0_1px_#000]"
          style={{
            left: share(part.x, picture.width),
            top: share(part.y, picture.height),
            width: share(part.width, picture.width),
            height: share(part.height, picture.height),
          }}
        />
      )}
    </div>
  );
}

/** A label lies beside its place, not on it: to the right of the upper corner, or to the left at the picture's edge. */
function besideOf({ x, y, width }: Rectangle, picture: Size): CSSProperties {
  const right = x + width;
  if (right < picture.width * 0.95) {
    return { left: `calc(${share(right, picture.width)} + 3px)`, top: share(y, picture.height) };
  }
  if (x > picture.width * 0.05) {
    return {
      right: `calc(${share(picture.width - x, picture.width)} + 3px)`,
      top: share(y, picture.height),
    };
  }
  return { left: share(Math.max(0, x), picture.width), top: share(y, picture.height) };
}

function share(value: number, whole: number): string {
  return `${(value / whole) * 100}%`;
}
