'use client';

import { useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { Ingredient } from '@/lib/query/ingredients';
import { WEIGHT_MAX, WEIGHT_MIN } from '@/lib/search-params';

interface Props {
  readonly ingredient: Ingredient;
  readonly label: string;
  /** Address of an item's thumbnail. */
  readonly thumb?: string | undefined;
  readonly onRemove: () => void;
  /** Changes sides: from plus to minus, and back. */
  readonly onTurn: () => void;
  readonly onWeigh: (weight: number) => void;
}

/** An ingredient: plus or minus (a button that turns it), what it is (a button that opens its weight), and "Remove". */
export function Chip({ ingredient, label, thumb, onRemove, onTurn, onWeigh }: Props) {
  const { weight } = ingredient;
  const [open, setOpen] = useState(false);
  const slider = useId();
  const away = weight < 0;
  const size = Math.abs(weight);
  return (
    <li
      data-ingredient={ingredient.kind}
      data-weight={weight}
      className={`flex h-9 max-w-full shrink-0 items-center rounded-full border bg-surface text-sm ${away ? 'border-dashed border-danger' : 'border-line-strong/60'}`}
    >
      <button
        type="button"
        onClick={onTurn}
        aria-label={
          away
            ? `${label}: moved away from. Move towards it`
            : `${label}: moved towards. Move away from it`
        }
        title={away ? 'Away from this: turn to plus' : 'Towards this: turn to minus'}
        className={`grid size-9 shrink-0 place-items-center rounded-full hover:bg-sunken ${away ? 'text-danger' : 'text-good'}`}
      >
        <Icon name={away ? 'minus' : 'plus'} className="size-4" />
      </button>
      <button
        type="button"
        aria-expanded={open}
        aria-label={`Weight of ${label}`}
        title="Weight"
        onClick={() => setOpen(!open)}
        className="flex min-w-0 items-center gap-1.5 rounded-md px-1"
      >
        {thumb !== undefined && (
          // biome-ignore lint/performance/noImgElement: a static export has no image service
          <img
            src={thumb}
            alt=""
            width={24}
            height={24}
            className="size-6 shrink-0 rounded object-cover"
          />
        )}
        <span className="max-w-48 truncate">{label}</span>
        {size !== 1 && <span className="text-xs text-muted tabular-nums">×{size.toFixed(1)}</span>}
      </button>
      {open && (
        <span className="flex items-center gap-1.5 pl-1.5">
          <label htmlFor={slider} className="sr-only">
            Weight of {label}
          </label>
          <input
            id={slider}
            type="range"
            min={WEIGHT_MIN}
            max={WEIGHT_MAX}
            step={0.1}
            value={size}
            onChange={(event) => onWeigh(Number(event.target.value))}
            className="w-28 accent-accent"
          />
        </span>
      )}
      <button
        type="button"
        aria-label={`Remove ${label}`}
        title="Remove"
        onClick={onRemove}
        className="grid size-9 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
      >
        <Icon name="close" className="size-4" />
      </button>
    </li>
  );
}
