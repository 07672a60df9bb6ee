import { capitalized, count } from '@/components/ui/format';
import type { Region } from '@/lib/atlas/types';

interface Props {
  readonly regions: readonly Region[];
  readonly names: readonly string[];
  /** Items of each that pass the filters: a region without any is left out. */
  readonly counts: readonly number[];
  readonly onGo: (region: Region) => void;
}

/** The regions of the map by name, each with a button that goes there. */
export function Regions({ regions, names, counts, onGo }: Props) {
  return (
    <ul aria-label="Regions" className="flex flex-wrap gap-2">
      {regions.map((region, i) => {
        const name = names[i];
        const items = counts[i] ?? 0;
        return name && items > 0 ? (
          <li key={`${region.x} ${region.y}`}>
            <button
              type="button"
              onClick={() => onGo(region)}
              className="flex h-9 items-center gap-1.5 rounded-full border border-line-strong/40 bg-surface px-3 text-sm hover:border-line-strong"
            >
              {capitalized(name)}
              <span className="text-muted tabular-nums">{count(items)}</span>
            </button>
          </li>
        ) : null;
      })}
    </ul>
  );
}
