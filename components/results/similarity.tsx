import { cosine } from '@/components/ui/format';

/** A cosine as a small bar and a number; the tick on the bar is the cutoff. */
export function Similarity({ value, cutoff }: { value: number; cutoff?: number }) {
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      <span aria-hidden="true" className="relative h-1 min-w-0 flex-1 rounded-full bg-line">
        <span
          className="absolute inset-y-0 left-0 rounded-full bg-accent"
          style={{ width: share(value) }}
        />
        {cutoff !== undefined && (
          <span
            className="absolute -inset-y-0.5 w-0.5 rounded-full bg-line-strong"
            style={{ left: share(cutoff) }}
          />
        )}
      </span>
      <span className="sr-only">Similarity </span>
      {cosine(value)}
    </span>
  );
}

function share(value: number): string {
  return `${Math.min(1, Math.max(0, value)) * 100}%`;
}
