import { counted } from '@/components/ui/format';
import type { Problem } from '@/lib/evaluation/types';

/** Images that could not be read here, by name. */
export function LeftOut({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <details className="rounded-2xl border border-line bg-surface px-4 py-3 text-sm">
      <summary className="font-medium">
        {counted(problems.length, 'image')} could not be read and{' '}
        {problems.length === 1 ? 'stands' : 'stand'} by the embedding in the gallery
      </summary>
      <ul className="flex flex-col gap-1 pt-2 text-muted">
        {problems.map(({ file, message }) => (
          <li key={file} className="break-words">
            <span className="font-mono">{file}</span>: {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
