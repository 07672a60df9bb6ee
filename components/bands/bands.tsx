'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { BandWish } from '@/lib/image/raster/types';
import { isGrey } from '@/lib/image/raster/wish';
import { bandName, bandWords, basisWords, type ShownBands, valueText } from './words';

interface Props {
  readonly shown: ShownBands;
  /** What the button does: `Show`. */
  readonly action: string;
  /** Null: the reader's own choice again. @throws what is shown to the visitor */
  readonly onChoose: (wish: BandWish | null) => Promise<void>;
}

const COLOURS = ['red', 'green', 'blue'] as const;
const LABELS = { red: 'Red', green: 'Green', blue: 'Blue' } as const;
const FIELD = 'h-9 w-28 rounded-lg border border-line-strong/50 bg-surface px-2.5';

/** Which bands stand for red, green and blue, and how their values become light: shown, and to be changed. */
export function Bands({ shown, action, onChoose }: Props) {
  return (
    <details className="rounded-xl border border-line px-3 py-2 open:pb-4">
      <summary className="cursor-pointer rounded text-sm font-medium">{bandWords(shown)}</summary>
      {/* What was typed belongs to what is shown. */}
      <BandForm
        key={JSON.stringify(shown.choice)}
        shown={shown}
        action={action}
        onChoose={onChoose}
      />
    </details>
  );
}

export function BandForm({ shown, action, onChoose }: Props) {
  const { bands, choice } = shown;
  const id = useId();
  const [grey, setGrey] = useState(isGrey(choice));
  const [chosen, setChosen] = useState<Record<(typeof COLOURS)[number], number>>({ ...choice });
  const [low, setLow] = useState('');
  const [high, setHigh] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const choose = async (wish: BandWish | null) => {
    setProblem(null);
    setBusy(true);
    try {
      await onChoose(wish);
    } catch (error) {
      setProblem(reportOf(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { red, green, blue } = chosen;
    const { stretch } = choice;
    void choose({
      ...(grey ? { red, green: red, blue: red } : { red, green, blue }),
      // One value alone: the other stays as it is.
      ...((low !== '' || high !== '') && {
        stretch: {
          low: low === '' ? stretch.low : Number(low),
          high: high === '' ? stretch.high : Number(high),
        },
      }),
    });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 pt-2 text-sm">
      <p className="text-muted">
        {basisWords(shown)} Values from {valueText(choice.stretch.low)} to{' '}
        {valueText(choice.stretch.high)} are drawn from black to white.
      </p>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={grey}
          onChange={({ target }) => setGrey(target.checked)}
          className="size-4 accent-accent"
        />
        Grey from one band
      </label>
      <div className="flex flex-wrap gap-3">
        {(grey ? (['red'] as const) : COLOURS).map((colour) => (
          <div key={colour} className="flex min-w-24 flex-1 flex-col gap-1">
            <label htmlFor={`${id} ${colour}`}>{grey ? 'Band' : LABELS[colour]}</label>
            <Select
              id={`${id} ${colour}`}
              value={chosen[colour]}
              onChange={({ target }) => setChosen({ ...chosen, [colour]: Number(target.value) })}
            >
              {bands.map((band, i) => (
                <option
                  // biome-ignore lint/suspicious/noArrayIndexKey: a band is its number
                  key={i}
                  value={i}
                >
                  {bandName(band, i)}
                </option>
              ))}
            </Select>
          </div>
        ))}
      </div>
      <div className="flex flex-wrap gap-3">
        <Level label="Black at" value={low} onChange={setLow} />
        <Level label="White at" value={high} onChange={setHigh} />
      </div>
      {problem && (
        <p role="alert" className="text-danger">
          {problem.message} {problem.advice}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={busy}>
          {busy ? 'Reading' : action}
        </Button>
        {shown.basis === null && (
          <Button look="bare" disabled={busy} onClick={() => choose(null)}>
            As it was opened
          </Button>
        )}
      </div>
    </form>
  );
}

/** A value of the picture that is drawn black or white; empty: the reader chooses it. */
function Level(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { label, value, onChange } = props;
  return (
    <label className="flex flex-col gap-1">
      {label}
      <input
        type="number"
        step="any"
        placeholder="automatic"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className={FIELD}
      />
    </label>
  );
}
