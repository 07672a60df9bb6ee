'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { Concept } from '@/lib/concepts/types';
import { FEATURES_MAX, featuresOf } from '@/lib/search-params';

/** What can be asked of a picture from above. */
const EXAMPLES = ['storage tanks', 'runway', 'river', 'baseball field', 'trees', 'parking lot'];

interface Props {
  readonly value: string;
  /** Each keystroke. */
  readonly onType: (text: string) => void;
  /** Enter: leave these features in the history. */
  readonly onKeep: (text: string) => void;
  /** What was taught in this browser. */
  readonly concepts: readonly Concept[];
}

/** What is looked for: features, parted by commas. */
export function FeatureBox({ value, onType, onKeep, concepts }: Props) {
  const hint = useId();
  const features = featuresOf(value);
  const parts = value.split(',').filter((part) => part.trim() !== '').length;
  const taught = concepts.map(({ name }) => name);
  const rest = [...taught, ...EXAMPLES].filter((example) => !features.includes(example));
  return (
    <div className="flex flex-col gap-2">
      <search className="relative flex items-center">
        <Icon name="find" className="pointer-events-none absolute left-3.5 size-5.5 text-muted" />
        <input
          type="text"
          dir="auto"
          aria-label="Features to find"
          aria-describedby={hint}
          placeholder="What to look for"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) onKeep(value);
          }}
          className="h-13 w-full rounded-xl border-2 border-line-strong/60 bg-surface pr-11 pl-11 text-lg text-ink placeholder:text-muted hover:border-line-strong focus-visible:border-accent focus-visible:outline-4 focus-visible:outline-offset-0 focus-visible:outline-accent-soft"
        />
        {value !== '' && (
          <Button
            look="bare"
            icon
            aria-label="Clear the features"
            className="absolute right-2"
            onClick={() => onType('')}
          >
            <Icon name="close" />
          </Button>
        )}
      </search>
      <p id={hint} className="text-sm text-muted">
        {parts > FEATURES_MAX
          ? `The first ${FEATURES_MAX} are looked for.`
          : 'Several at once, with commas between.'}
      </p>
      <ul aria-label="Add a feature" className="flex flex-wrap gap-1.5">
        {rest.map((example) => (
          <li key={example}>
            <button
              type="button"
              disabled={features.length >= FEATURES_MAX}
              onClick={() => onKeep([...features, example].join(', '))}
              className="rounded-full border border-line-strong/40 bg-surface px-3 py-1 text-sm text-muted transition-colors hover:border-line-strong hover:text-ink disabled:opacity-50"
            >
              <span className="sr-only">Add </span>
              {taught.includes(example) && <Icon name="check" className="mr-1 inline size-3.5" />}
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
