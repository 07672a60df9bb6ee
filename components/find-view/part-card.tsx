'use client';

import { between, type Size } from '@/components/pictures/zoom/viewport';
import { Button } from '@/components/ui/button';
import type { Rectangle } from '@/lib/patches/grid';
import { MoreLike } from './more-like';
import { Teach } from './teach';

interface Props {
  readonly part: Rectangle;
  /** Px of the picture. */
  readonly picture: Size;
  readonly onPart: (part: Rectangle) => void;
  readonly onLook: () => void;
  readonly onClear: () => void;
  readonly onLike: () => Promise<void>;
  /** What the part may be an example of. */
  readonly features: readonly string[];
  /** Null where nothing can be learned. */
  readonly onTeach: ((text: string, yes: boolean) => Promise<void>) | null;
}

const SIDES = [
  ['x', 'Left'],
  ['y', 'Top'],
  ['width', 'Width'],
  ['height', 'Height'],
] as const;

/** A drawn part as numbers, for keyboard users and for exact values. */
export function PartCard(props: Props) {
  const { part, picture, onPart, onLook, onClear, onLike, features, onTeach } = props;
  const change = (side: keyof Rectangle, value: number) => {
    if (!Number.isFinite(value)) return;
    const changed: Rectangle = { ...part, [side]: value };
    const { x, y, width, height } = changed;
    onPart(between({ x, y }, { x: x + width, y: y + height }, picture));
  };
  return (
    <section
      aria-label="Selected part"
      className="flex flex-col gap-3 rounded-xl border border-line p-3"
    >
      <h2 className="text-sm font-medium">Selected part, px</h2>
      <div className="grid grid-cols-4 gap-2">
        {SIDES.map(([side, label]) => (
          <label key={side} className="flex min-w-0 flex-col gap-1 text-xs text-muted">
            {label}
            <input
              type="number"
              min={0}
              max={side === 'x' || side === 'width' ? picture.width : picture.height}
              step={8}
              value={part[side]}
              onChange={(event) => change(side, event.target.valueAsNumber)}
              className="h-9 min-w-0 rounded-lg border border-line-strong/50 bg-surface px-2 text-sm text-ink tabular-nums"
            />
          </label>
        ))}
      </div>
      {onTeach &&
        features.map((text) => (
          <Teach key={text} text={text} onTeach={(yes) => onTeach(text, yes)} named />
        ))}
      <div className="flex flex-wrap items-start gap-2">
        <MoreLike label="Search for more like the selected part" onUse={onLike} />
        <Button look="bare" onClick={onLook}>
          Zoom to it
        </Button>
        <Button look="bare" onClick={onClear}>
          Clear
        </Button>
      </div>
    </section>
  );
}
