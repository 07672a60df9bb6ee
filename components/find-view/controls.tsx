'use client';

import { useId } from 'react';
import type { Finding } from '@/components/relevance/findings';
import { percent } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import { FIND_METHODS, type FindMethod, type Survey } from '@/lib/find/types';
import type { FindState } from '@/lib/search-params';

const METHODS: Readonly<Record<FindMethod, { label: string; about: string }>> = {
  dense: { label: 'Dense', about: 'The encoder’s own patches, in one pass.' },
  windows: { label: 'Windows', about: 'Overlapping windows of two sizes, each encoded: slower.' },
  tiles: { label: 'Tiles', about: 'A grid of tiles, as the published demo had it: coarse.' },
};
const SCALES = [0.25, 0.5, 1, 2] as const;
const TILES = Array.from({ length: 16 }, (_, i) => i + 1);

type Patch = Partial<Pick<FindState, 'method' | 'scale' | 'tiles' | 't'>>;

interface Props {
  readonly state: FindState;
  readonly set: (patch: Patch) => void;
  /** What became of the choices; null before the picture is open. */
  readonly survey: Survey | null;
  readonly findings: readonly Finding[];
  readonly wash: Wash;
  readonly onWash: (wash: Wash) => void;
}

/** How the map itself is drawn over the picture. */
interface Wash {
  readonly on: boolean;
  /** 0..1 */
  readonly opacity: number;
  readonly relative: boolean;
}

/** What needs some knowledge of the method: how is looked, from where on something counts, the map itself. */
export function Controls(props: Props) {
  const { state, set, survey, findings, wash, onWash } = props;
  const about = useId();
  const { method, scale } = state;
  const grid = survey?.method === 'tiles' ? survey.grid : (state.tiles ?? { rows: 3, cols: 3 });
  const scales = scale === null || SCALES.some((s) => s === scale) ? SCALES : [...SCALES, scale];
  return (
    <details className="rounded-xl border border-line px-3 py-2 open:pb-4">
      <summary className="cursor-pointer rounded text-sm font-medium">Advanced</summary>
      <section aria-label="How to look" className="flex flex-col gap-4 pt-3">
        <fieldset className="flex flex-col gap-2" aria-describedby={about}>
          <legend className="pb-2 text-sm font-medium">Method</legend>
          <div className="grid grid-cols-3 gap-1 rounded-lg bg-sunken p-1">
            {FIND_METHODS.map((name) => (
              <label
                key={name}
                className="relative cursor-pointer rounded-md py-1.5 text-center text-sm text-muted has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-[inset_0_0_0_1.5px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="method"
                  value={name}
                  checked={method === name}
                  onChange={() => set({ method: name, scale: null, tiles: null })}
                  className="sr-only"
                />
                {METHODS[name].label}
              </label>
            ))}
          </div>
          <p id={about} className="text-sm text-muted">
            {METHODS[method].about}
          </p>
        </fieldset>
        {method === 'tiles' ? (
          <div className="flex gap-4">
            {(['rows', 'cols'] as const).map((side) => (
              <div key={side} className="flex items-center gap-2 text-sm text-muted">
                <label htmlFor={`${about} ${side}`}>{side === 'rows' ? 'Rows' : 'Columns'}</label>
                <Select
                  id={`${about} ${side}`}
                  value={grid[side]}
                  onChange={(event) =>
                    set({ tiles: { ...grid, [side]: Number(event.target.value) } })
                  }
                >
                  {(TILES.includes(grid[side]) ? TILES : [...TILES, grid[side]]).map((n) => (
                    <option key={n}>{n}</option>
                  ))}
                </Select>
              </div>
            ))}
          </div>
        ) : (
          <div className="flex items-center justify-between gap-2 text-sm text-muted">
            <label htmlFor={`${about} scale`}>Scale</label>
            <Select
              id={`${about} scale`}
              value={scale ?? ''}
              onChange={(event) =>
                set({ scale: event.target.value === '' ? null : Number(event.target.value) })
              }
            >
              <option value="">
                By its size{survey && scale === null ? ` (${survey.scale.toFixed(2)}×)` : ''}
              </option>
              {scales.map((value) => (
                <option key={value} value={value}>
                  {value}×
                </option>
              ))}
            </Select>
          </div>
        )}
        <Slider
          label="Threshold"
          value={state.t ?? findings[0]?.from ?? 0.5}
          onChange={(t) => set({ t })}
          reset={state.t === null ? undefined : () => set({ t: null })}
        />
        <p className="text-sm text-muted">
          Least height of the map at which a place is outlined. Until it is set, each word has its
          own, from its calibration. The answer does not depend on it.
        </p>
        <label className="flex cursor-pointer items-start gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={wash.on}
            onChange={(event) => onWash({ ...wash, on: event.target.checked })}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            Colour the picture by the map
            <span className="block text-muted">The map behind the outlines, as a wash.</span>
          </span>
        </label>
        <Slider
          label="Map’s opacity"
          value={wash.opacity}
          onChange={(opacity) => onWash({ ...wash, opacity })}
        />
        <label className="flex cursor-pointer items-start gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={wash.relative}
            onChange={(event) =>
              onWash({
                ...wash,
                on: wash.on || event.target.checked,
                relative: event.target.checked,
              })
            }
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            Draw the map relative
            <span className="block text-muted">
              Softmax over the patches, as the published demo had it: it always has a winner, there
              or not.
            </span>
          </span>
        </label>
      </section>
    </details>
  );
}

interface SliderProps {
  readonly label: string;
  /** 0..1 */
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Back to the model's own; left out where it is that. */
  readonly reset?: () => void;
}

function Slider({ label, value, onChange, reset }: SliderProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1 text-sm text-muted">
      <div className="flex h-6 items-center justify-between gap-2">
        <label htmlFor={id}>{label}</label>
        <span className="flex items-center gap-2 tabular-nums">
          {reset && (
            <button type="button" onClick={reset} className="text-accent hover:underline">
              Reset
            </button>
          )}
          {percent(value)}
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="h-5 w-full accent-accent"
      />
    </div>
  );
}
