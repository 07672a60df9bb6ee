import type { ReactNode } from 'react';
import type { ErrorReport } from '@/lib/errors/errors';
import { Button } from './button';
import { Icon } from './icon';

interface Props {
  readonly report: ErrorReport;
  /** Offered as "Try again". */
  readonly onRetry?: () => void;
  /** Other ways out. */
  readonly children?: ReactNode;
}

/** What went wrong, what to do, and the code to quote in an issue. */
export function ErrorCard({ report, onRetry, children }: Props) {
  return (
    <div
      role="alert"
      className="mx-auto flex w-full max-w-xl flex-col gap-3 rounded-2xl border border-line bg-surface p-6 sm:p-8"
    >
      <span className="flex items-center gap-2 text-danger">
        <Icon name="alert" />
        <code className="font-mono text-xs">{report.code}</code>
      </span>
      <p className="text-lg leading-snug font-medium text-balance break-words">{report.message}</p>
      <p className="text-muted break-words">{report.advice}</p>
      {(onRetry || children) && (
        <div className="mt-2 flex flex-wrap gap-2">
          {onRetry && (
            <Button look="primary" onClick={onRetry}>
              <Icon name="retry" className="size-4" />
              Try again
            </Button>
          )}
          {children}
        </div>
      )}
    </div>
  );
}
