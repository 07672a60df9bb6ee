'use client';

import { type FormEvent, useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { day, decimal } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import { type CollectionColumn, LIMITS } from '@/lib/collection/types';
import { type ColumnChoice, isRange } from '@/lib/narrowing/columns';
import { DateField, FIELD } from './bounds';
import { Choices } from './choices';
import { withChosen } from './use-counts';

interface Props {
  readonly column: CollectionColumn;
  readonly choice: ColumnChoice | undefined;
  readonly onChoose: (choice: ColumnChoice) => void;
}

/** The control of a column, by the type of its values. */
export function ColumnControl(props: Props) {
  const { column, choice, onChoose } = props;
  const chosen = choice && !isRange(choice) ? choice.values : [];
  switch (column.type) {
    case 'text':
      if (!column.values) return <TextColumn {...props} chosen={chosen} />;
      return (
        <div className="w-full">
          <Choices
            legend={column.name}
            counts={withChosen(column.values, chosen)}
            chosen={chosen}
            onChange={(values) => onChoose({ column: column.name, values })}
          />
        </div>
      );
    case 'number':
      return <NumberColumn {...props} />;
    case 'boolean':
      return <BooleanColumn {...props} chosen={chosen} />;
    case 'date':
      return <DateColumn {...props} />;
  }
}

interface ValuesProps extends Props {
  readonly chosen: readonly string[];
}

/** A text of which there are too many to be listed: one is typed as it is. */
function TextColumn({ column: { name }, chosen, onChoose }: ValuesProps) {
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = event.currentTarget.querySelector('input');
    if (!input) return;
    onChoose({ column: name, values: [...new Set([...chosen, input.value])] });
    input.value = '';
  };
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 font-medium">{name}</legend>
      <form onSubmit={add} className="flex items-center gap-2">
        <label className="flex min-w-0 items-center gap-2">
          Exactly
          <input
            required
            maxLength={LIMITS.text}
            autoComplete="off"
            className={`${FIELD} w-full min-w-0 sm:w-44`}
          />
        </label>
        <Button type="submit">Add</Button>
      </form>
    </fieldset>
  );
}

/** From and to, applied together. */
function NumberColumn({ column: { name, min, max }, choice, onChoose }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [from, to] = choice && isRange(choice) ? [choice.from, choice.to] : [null, null];
  // The fields keep what is being typed; they follow what is chosen elsewhere.
  useEffect(() => {
    form.current?.querySelectorAll('input').forEach((input, i) => {
      input.value = (i === 0 ? from : to) ?? '';
      input.setCustomValidity('');
    });
  }, [from, to]);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const inputs = event.currentTarget.querySelectorAll('input');
    const [least, most] = [...inputs].map(({ valueAsNumber: value }) => value);
    if (least === undefined || most === undefined) return;
    if (least > most) {
      inputs[1]?.setCustomValidity('To must not be below From.');
      inputs[1]?.reportValidity();
      return;
    }
    const textOf = (value: number) => (Number.isNaN(value) ? null : String(value));
    onChoose({ column: name, from: textOf(least), to: textOf(most) });
  };
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 font-medium">{name}</legend>
      <form
        ref={form}
        onSubmit={apply}
        onInput={({ currentTarget }) => {
          for (const input of currentTarget.querySelectorAll('input')) input.setCustomValidity('');
        }}
        className="flex flex-wrap items-center gap-x-4 gap-y-2"
      >
        {(['From', 'To'] as const).map((label, i) => (
          <label key={label} className="flex items-center gap-2">
            {label}
            <input
              type="number"
              step="any"
              defaultValue={(i === 0 ? from : to) ?? ''}
              className={`${FIELD} w-24`}
            />
          </label>
        ))}
        <Button type="submit">Apply</Button>
      </form>
      {typeof min === 'number' && typeof max === 'number' && (
        <p className="pt-1.5 text-muted tabular-nums">
          {decimal(min)} to {decimal(max)}
        </p>
      )}
    </fieldset>
  );
}

function BooleanColumn({ column: { name }, chosen, onChoose }: ValuesProps) {
  const id = useId();
  return (
    <div className="flex flex-col items-start">
      <label htmlFor={id} className="pb-1.5 font-medium">
        {name}
      </label>
      <Select
        id={id}
        value={chosen.length === 1 ? chosen[0] : ''}
        onChange={({ target }) =>
          onChoose({ column: name, values: target.value === '' ? [] : [target.value] })
        }
      >
        <option value="">Any</option>
        <option value="true">Yes</option>
        <option value="false">No</option>
      </Select>
    </div>
  );
}

/** First and last day. */
function DateColumn({ column: { name, min, max }, choice, onChoose }: Props) {
  const { from, to } = choice && isRange(choice) ? choice : { from: null, to: null };
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 font-medium">{name}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <DateField
          label="From"
          value={from}
          onValue={(value) => onChoose({ column: name, from: value, to })}
        />
        <DateField
          label="To"
          value={to}
          onValue={(value) => onChoose({ column: name, from, to: value })}
        />
      </div>
      {typeof min === 'string' && typeof max === 'string' && (
        <p className="pt-1.5 text-muted tabular-nums">
          {day(min)} to {day(max)}
        </p>
      )}
    </fieldset>
  );
}
