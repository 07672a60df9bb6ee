'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ReportNotice } from '@/components/ui/notice';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';

/** Searches the gallery for what a part shows. */
export function MoreLike({ label, onUse }: { label: string; onUse: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const use = async () => {
    setBusy(true);
    setProblem(null);
    await onUse().catch((error: unknown) => {
      setProblem(reportOf(error));
      setBusy(false);
    });
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Button look="quiet" aria-label={label} aria-busy={busy} disabled={busy} onClick={use}>
        <Icon name="alike" className="size-4" />
        More like this part
      </Button>
      {problem && <ReportNotice key={problem.message} report={problem} />}
    </div>
  );
}
