'use client';

import { useEffect, useState } from 'react';
import { Button, type ButtonLook } from './button';
import { Icon } from './icon';

/** Copies the page's address: every state is in it. Where the clipboard is forbidden it shows the address instead. */
export function CopyLink({ look = 'quiet' }: { look?: ButtonLook }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  if (state === 'refused') {
    return (
      <input
        readOnly
        aria-label="Link to this view"
        className="h-9 min-w-0 rounded-lg border border-line-strong bg-surface px-2.5 text-sm"
        value={location.href}
        onFocus={(event) => event.currentTarget.select()}
      />
    );
  }
  const copy = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(location.href).then(
          () => setState('copied'),
          () => setState('refused'),
        )
      : setState('refused');
  return (
    <Button look={look} onClick={copy} className="max-sm:w-9 max-sm:px-0">
      <Icon name={state === 'copied' ? 'check' : 'link'} className="size-4" />
      <span aria-live="polite" className="max-sm:sr-only">
        {state === 'copied' ? 'Copied' : 'Copy link'}
      </span>
    </Button>
  );
}
