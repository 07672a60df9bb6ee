import { cosine } from '@/components/ui/format';

interface Props {
  /** Cosine, -1..1. */
  readonly value: number;
  /** Cosine under which results are less certain: the tick on the bar. */
  readonly cutoff?: number;
  /** Cosine from which a result is a strong match; without it the number stands for itself. */
  readonly strong?: number;
}

/** How near a result is, as a bar and a word; the number comes with the pointer, the focus or in the item's panel. */
export function Similarity({ value, cutoff, strong }: Props) {
  const word = strong === undefined || cutoff === undefined ? null : wordOf(value, cutoff, strong);
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      <span
        aria-hidden="true"
        className="relative h-1 min-w-0 flex-1 rounded-full bg-line forced-colors:border forced-colors:border-[GrayText]"
      >
        <span
          className="absolute inset-y-0 left-0 rounded-full bg-accent forced-colors:bg-[Highlight]"
          style={{ width: share(value) }}
        />
        {cutoff !== undefined && (
          <span
            className="absolute -inset-y-0.5 w-0.5 rounded-full bg-line-strong forced-colors:bg-[CanvasText]"
            style={{ left: share(cutoff) }}
          />
        )}
      </span>
      {word && <span>{word}</span>}
      <span
        className={
          word
            ? 'hidden group-focus-within:inline group-hover:inline [@media(hover:none)]:inline'
            : ''
        }
      >
        <span className="sr-only">Similarity </span>
        {cosine(value)}
      </span>
    </span>
  );
}

export function wordOf(value: number, cutoff: number, strong: number): string {
  if (value >= strong) return 'Strong';
  return value >= cutoff ? 'Fair' : 'Weak';
}

function share(value: number): string {
  return `${Math.min(1, Math.max(0, value)) * 100}%`;
}
