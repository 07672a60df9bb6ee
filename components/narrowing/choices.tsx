import { count } from '@/components/ui/format';
import type { Count } from '@/lib/narrowing/narrowing';

interface Props {
  readonly legend: string;
  readonly counts: readonly Count[];
  readonly chosen: readonly string[];
  /** How a value is written; as it is where this is left out. */
  readonly wordsOf?: (value: string) => string;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Values to choose from, with how many items have each; not there without any. */
export function Choices({ legend, counts, chosen, wordsOf, onChange }: Props) {
  if (counts.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 font-medium">{legend}</legend>
      <div className="grid max-h-64 grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-4 overflow-y-auto">
        {counts.map(({ value, count: items }) => (
          <label key={value} className="flex min-h-8 min-w-0 items-center gap-2">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
                )
              }
              className="size-4 shrink-0 accent-accent"
            />
            <span className="truncate">{wordsOf ? wordsOf(value) : value}</span>
            <span className="text-muted tabular-nums">{count(items)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
