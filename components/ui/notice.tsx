'use client';

import { type ReactNode, useState } from 'react';
import type { ErrorReport } from '@/lib/errors/errors';
import { Button } from './button';
import { Icon } from './icon';

/** Information that does not block anything; it can be dismissed. */
export function Notice({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(true);
  if (!open) return null;
  return (
    <div className="flex items-start gap-2.5 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-3 text-sm">
      <Icon name="info" className="mt-1.5 size-4.5 text-accent" />
      <div className="min-w-0 flex-1 py-1 break-words">{children}</div>
      <Button
        look="bare"
        icon
        className="-my-0.5"
        aria-label="Dismiss"
        onClick={() => setOpen(false)}
      >
        <Icon name="close" className="size-4" />
      </Button>
    </div>
  );
}

/** A report that does not block anything: what happened, then what to do. */
export function ReportNotice({ report }: { report: ErrorReport }) {
  return (
    <Notice>
      {report.message} <span className="text-muted">{report.advice}</span>
    </Notice>
  );
}
