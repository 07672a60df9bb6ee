'use client';

import { useState } from 'react';
import { Icon } from '@/components/ui/icon';

const LOOK =
  'flex h-9 shrink-0 items-center gap-1.5 rounded-full border border-dashed border-line-strong/60 px-3 text-sm text-muted';

/** "Leave out…": a button that becomes a box for the words. */
export function LeaveOut({ onLeaveOut }: { onLeaveOut: (words: string) => void }) {
  const [words, setWords] = useState<string | null>(null);
  if (words === null) {
    return (
      <button
        type="button"
        onClick={() => setWords('')}
        className={`${LOOK} hover:border-line-strong hover:text-ink`}
      >
        <Icon name="minus" className="size-4" />
        Leave out…
      </button>
    );
  }
  const done = () => {
    const said = words.trim();
    setWords(null);
    if (said !== '') onLeaveOut(said);
  };
  return (
    <span className={LOOK}>
      <Icon name="minus" className="size-4" />
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
        autoFocus
        aria-label="Words to leave out"
        placeholder="e.g. bridge"
        autoComplete="off"
        autoCapitalize="off"
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') done();
          if (event.key === 'Escape') setWords(null);
        }}
        className="w-32 bg-transparent text-ink outline-offset-2"
      />
    </span>
  );
}
