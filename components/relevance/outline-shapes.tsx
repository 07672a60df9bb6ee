import type { CSSProperties } from 'react';
import type { Ring } from '@/lib/patches/outline';
import { cornersOf, type NamedPlace } from './findings';
import { cssColorOf } from './palette';

interface Props {
  readonly places: readonly NamedPlace[];
  /** Px of the picture. */
  readonly picture: { readonly width: number; readonly height: number };
  /** The parent is a square that shows the picture's middle. */
  readonly cropped?: boolean;
  readonly selected?: number | null;
  /** The one that is to be seen by itself; null: all. */
  readonly alone?: number | null;
  readonly onHover?: (index: number | null) => void;
  readonly onSelect?: (index: number) => void;
}

/** Outlines of places over the whole of the parent, with a fill so light that the picture's colours stay. */
export function OutlineShapes(props: Props) {
  const { places, picture, cropped = false, selected, alone, onHover, onSelect } = props;
  return (
    <svg
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      preserveAspectRatio={cropped ? 'xMidYMid slice' : 'none'}
      className="absolute inset-0 size-full overflow-visible"
      aria-hidden="true"
    >
      {places.map((place, i) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list of places is the accessible way
        <g
          key={`${place.feature} ${place.cell}`}
          data-selected={i === selected || undefined}
          data-corners={cornersOf(place)}
          style={{ '--color': cssColorOf(place.feature, 1) } as CSSProperties}
          className={`transition-opacity ${onSelect ? 'cursor-pointer' : ''} ${
            alone != null && alone !== i ? 'opacity-25' : ''
          }`}
          onPointerEnter={() => onHover?.(i)}
          onPointerLeave={() => onHover?.(null)}
          onClick={() => onSelect?.(i)}
        >
          <path
            d={pathOf(place.rings)}
            className="outline-halo"
            vectorEffect="non-scaling-stroke"
          />
          <path
            d={pathOf(place.rings)}
            fillRule="evenodd"
            vectorEffect="non-scaling-stroke"
            className={`outline-line ${alone === i ? 'outline-alone' : ''}`}
          />
        </g>
      ))}
    </svg>
  );
}

function pathOf(rings: readonly Ring[]): string {
  return rings
    .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
    .join('');
}
