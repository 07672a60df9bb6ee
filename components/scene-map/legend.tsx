import { cosine } from '@/components/ui/format';
import type { MapResult } from './results';
import { cssOf } from './styles';

const STEPS = [0, 0.25, 0.5, 0.75, 1];

/** Which colour is how similar. */
export function Legend({ results }: { results: ReadonlyMap<string, MapResult> }) {
  const all = [...results.values()];
  const [most, least] = [all[0], all[all.length - 1]];
  if (!most || !least) return null;
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      <span className="sr-only">Similarity from</span>
      {cosine(least.similarity)}
      <span
        aria-hidden="true"
        className="h-2.5 w-16 forced-color-adjust-none rounded-full border border-line-strong/50"
        style={{
          background: `linear-gradient(to right, ${STEPS.map((step) => cssOf(step, 1)).join(', ')})`,
        }}
      />
      <span className="sr-only">to</span>
      {cosine(most.similarity)}
    </span>
  );
}
