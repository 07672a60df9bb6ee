import { cosine } from '@/components/ui/format';
import { cssOf } from './styles';

const STEPS = [0, 0.25, 0.5, 0.75, 1];

interface Props {
  /** Cosines of the first and the last colour. */
  readonly least: number;
  readonly most: number;
}

/** Which colour is how similar. */
export function Legend({ least, most }: Props) {
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      <span className="sr-only">Similarity from</span>
      {cosine(least)}
      <span
        aria-hidden="true"
        className="h-2.5 w-16 forced-color-adjust-none rounded-full border border-line-strong/50"
        style={{
          background: `linear-gradient(to right, ${STEPS.map((step) => cssOf(step, 1)).join(', ')})`,
        }}
      />
      <span className="sr-only">to</span>
      {cosine(most)}
    </span>
  );
}
