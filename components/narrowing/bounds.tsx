'use client';

import { type ComponentProps, type FormEvent, useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { count, day } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import type { Dates, Places, SizeCount } from '@/lib/narrowing/bounds';
import type { Box } from '@/lib/narrowing/box';
import { asBox } from '@/lib/search-params';
import type { FilterState, NarrowingState } from './use-narrowing';

interface Props {
  readonly state: FilterState;
  readonly set: (patch: Partial<NarrowingState>) => void;
}

/** Looks of a field for a number, a date or a text. */
export const FIELD =
  'h-9 rounded-lg border border-line-strong/50 bg-surface px-2.5 text-ink tabular-nums hover:border-line-strong';

/** First and last day. */
export function DateBounds({ state, dates, set }: Props & { readonly dates: Dates | null }) {
  return (
    <fieldset>
      <legend className="pb-1.5 font-medium">Date</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <DateField label="From" value={state.from} onValue={(from) => set({ from, stack: null })} />
        <DateField label="To" value={state.to} onValue={(to) => set({ to, stack: null })} />
      </div>
      {dates && (
        <p className="pt-1.5 text-muted tabular-nums">
          {count(dates.count)} {dates.count === 1 ? 'picture' : 'pictures'} from {day(dates.first)}{' '}
          to {day(dates.last)}
        </p>
      )}
    </fieldset>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onValue: (value: string | null) => void;
}

/** A day; null where none is chosen. */
export function DateField({ label, value, onValue }: DateFieldProps) {
  const ref = useRef<HTMLInputElement>(null);
  // The field keeps what is being typed; it follows what is chosen elsewhere.
  useEffect(() => {
    if (ref.current) ref.current.value = value ?? '';
  }, [value]);
  return (
    <label className="flex items-center gap-2">
      {label}
      <input
        ref={ref}
        type="date"
        min="1000-01-01"
        max="9999-12-31"
        defaultValue={value ?? ''}
        onChange={({ target }) => {
          // While a year is typed its first digits are a year as well.
          const isWhole = target.value === '' ? !target.validity.badInput : target.value >= '1000';
          if (isWhole) onValue(target.value || null);
        }}
        className={FIELD}
      />
    </label>
  );
}

/** Px of the shorter side. */
export function SizeBound({ state, sizes, set }: Props & { readonly sizes: readonly SizeCount[] }) {
  const id = useId();
  return (
    <fieldset>
      <legend className="pb-1.5 font-medium">Size</legend>
      <span className="flex items-center gap-2">
        <label htmlFor={id}>At least</label>
        <Select
          id={id}
          value={state.size ?? ''}
          onChange={({ target }) =>
            set({ size: target.value === '' ? null : Number(target.value), stack: null })
          }
        >
          <option value="">any size</option>
          {sizes.map(({ size, count: items }) => (
            <option key={size} value={size}>
              {count(size)} px ({count(items)})
            </option>
          ))}
        </Select>
      </span>
    </fieldset>
  );
}

const EDGES = ['West', 'South', 'East', 'North'] as const;
const isLongitude = (edge: number) => edge % 2 === 0;

interface PlaceProps extends Props {
  readonly places: Places | null;
  /** The box around the results shown; left out where nothing was asked. */
  readonly shownBox?: (() => Box | null) | undefined;
}

/** A box on the Earth, in degrees. */
export function PlaceBounds({ state, places, shownBox, set }: PlaceProps) {
  const form = useRef<HTMLFormElement>(null);
  const { bbox } = state;
  useEffect(() => {
    form.current?.querySelectorAll('input').forEach((input, i) => {
      input.value = bbox ? String(bbox[i]) : '';
      input.setCustomValidity('');
    });
  }, [bbox]);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const inputs = [...event.currentTarget.querySelectorAll('input')];
    const box = asBox(inputs.map(({ valueAsNumber }) => valueAsNumber));
    if (box) set({ bbox: box, stack: null });
    else {
      const north = inputs[3];
      north?.setCustomValidity('North must be above South.');
      north?.reportValidity();
    }
  };
  const take = () => {
    const box = shownBox?.();
    if (box) set({ bbox: box, stack: null });
  };
  return (
    <fieldset>
      <legend className="pb-1.5 font-medium">Place, degrees</legend>
      <form
        ref={form}
        onSubmit={apply}
        className="grid grid-cols-2 items-end gap-x-4 gap-y-2 sm:flex sm:flex-wrap sm:items-center"
      >
        {EDGES.map((edge, i) => (
          <EdgeField
            key={edge}
            label={edge}
            most={isLongitude(i) ? 180 : 90}
            defaultValue={bbox?.[i]}
            placeholder={places ? places.box[i]?.toFixed(3) : undefined}
          />
        ))}
        <Button type="submit">Apply</Button>
        {shownBox && (
          <Button look="bare" disabled={shownBox() === null} onClick={take}>
            From the results shown
          </Button>
        )}
      </form>
      {places && (
        <p className="pt-1.5 text-muted tabular-nums">
          {count(places.count)} {places.count === 1 ? 'picture says' : 'pictures say'} where{' '}
          {places.count === 1 ? 'it lies' : 'they lie'}
        </p>
      )}
    </fieldset>
  );
}

interface EdgeProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly most: number;
}

function EdgeField({ label, most, ...rest }: EdgeProps) {
  return (
    <label className="flex gap-x-2 max-sm:flex-col sm:items-center">
      {label}
      <input
        type="number"
        required
        step="any"
        min={-most}
        max={most}
        onInput={({ currentTarget }) => {
          for (const input of currentTarget.form?.querySelectorAll('input') ?? []) {
            input.setCustomValidity('');
          }
        }}
        className={`${FIELD} w-full sm:w-28`}
        {...rest}
      />
    </label>
  );
}
