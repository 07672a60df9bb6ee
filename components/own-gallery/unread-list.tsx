import { count } from '@/components/ui/format';
import type { Unread } from '@/lib/own-gallery/types';

/** So many are named; a folder may hold thousands that are no pictures. */
const MOST = 200;

/** The files that could not be read, by name, each with the reason. Nothing where there are none. */
export function UnreadList({ unread }: { unread: readonly Unread[] }) {
  if (unread.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit rounded py-1 text-muted hover:text-ink">
        {unread.length === 1
          ? '1 file could not be read'
          : `${count(unread.length)} files could not be read`}
      </summary>
      <ul
        aria-label="Files that could not be read"
        className="mt-1 flex max-h-60 flex-col gap-2 overflow-y-auto border-l-2 border-line pl-3"
      >
        {unread.slice(0, MOST).map(({ path, report }) => (
          <li key={path} className="min-w-0 break-words">
            <span className="font-medium">{path}</span>{' '}
            <span className="text-muted">
              {report.message} {report.advice}
            </span>
          </li>
        ))}
      </ul>
      {unread.length > MOST && (
        <p className="pt-1 text-muted">and {count(unread.length - MOST)} more</p>
      )}
    </details>
  );
}
