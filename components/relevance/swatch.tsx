import { cssColorOf } from './palette';

interface Props {
  /** Which of the words, in their order. */
  readonly feature: number;
  readonly className?: string;
}

/** The colour of a word, beside it. It stays where the system forces its colours. */
export function Swatch({ feature, className = 'size-3' }: Props) {
  return (
    <span
      aria-hidden="true"
      data-swatch
      className={`shrink-0 rounded-sm forced-color-adjust-none ${className}`}
      style={{ background: cssColorOf(feature, 0.9) }}
    />
  );
}
