import type { ComponentProps } from 'react';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:brightness-110',
  quiet: 'border border-line-strong/50 bg-surface text-ink hover:border-line-strong',
  bare: 'text-muted hover:bg-sunken hover:text-ink',
} as const;

export type ButtonLook = keyof typeof LOOKS;

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-lg text-sm font-medium transition-colors select-none disabled:opacity-50';

/** Classes of a button, for links that look like one. `icon`: a square without words. */
export function buttonClass(look: ButtonLook = 'quiet', icon = false): string {
  return `${BASE} ${LOOKS[look]} ${icon ? 'size-9' : 'h-9 px-3.5'}`;
}

interface Props extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  readonly icon?: boolean;
}

export function Button({ look, icon, className = '', ...rest }: Props) {
  return <button type="button" className={`${buttonClass(look, icon)} ${className}`} {...rest} />;
}
