'use client';

import { useRef } from 'react';
import { PickImage } from '@/components/frame/pick-image';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';

interface Props {
  readonly value: string;
  /** Each keystroke. */
  readonly onType: (text: string) => void;
  /** Enter: leave this search in the history. */
  readonly onKeep: () => void;
  /** An open panel has the focus instead. */
  readonly focused: boolean;
}

/** The query, as large as the view allows; a picture may take its place. */
export function SearchBox({ value, onType, onKeep, focused }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <search className="relative flex max-w-7xl items-center">
      <Icon
        name="search"
        className="pointer-events-none absolute left-4 size-5.5 text-muted sm:left-5 sm:size-6"
      />
      <input
        ref={input}
        type="search"
        dir="auto"
        aria-label="Search images"
        placeholder="Describe what you would see from above"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: a search page is there to be typed into
        autoFocus={focused}
        value={value}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') onKeep();
          // Past the examples, straight into the grid.
          if (event.key === 'ArrowDown') {
            document.querySelector<HTMLElement>('[data-cell][tabindex="0"]')?.focus();
          }
        }}
        className="h-14 w-full rounded-2xl border-2 border-line-strong/60 bg-surface pr-24 pl-12 text-lg text-ink shadow-xs transition-[border-color] placeholder:text-muted hover:border-line-strong focus-visible:border-accent focus-visible:outline-4 focus-visible:outline-offset-0 focus-visible:outline-accent-soft sm:h-16 sm:pl-14 sm:text-xl [&::-webkit-search-cancel-button]:hidden"
      />
      <div className="absolute right-2.5 flex items-center gap-0.5">
        {value !== '' && (
          <Button
            look="bare"
            icon
            aria-label="Clear the search"
            onClick={() => {
              onType('');
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </Button>
        )}
        <PickImage look="bare" icon label="Search by picture">
          <Icon name="image" />
        </PickImage>
      </div>
    </search>
  );
}
