'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ReportNotice } from '@/components/ui/notice';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';

interface Props {
  readonly text: string;
  readonly onTeach: (yes: boolean) => Promise<void>;
  /** The buttons name the feature, since nothing beside them does. */
  readonly named?: boolean;
}

/** "This yes", "That no": an example to learn from. */
export function Teach({ text, onTeach, named = false }: Props) {
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  const say = (yes: boolean) => async () => {
    setProblem(null);
    await onTeach(yes).catch((error: unknown) => setProblem(reportOf(error)));
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button onClick={say(true)} aria-label={`This is ${text}`}>
          {named ? `Yes, ${text}` : 'This yes'}
        </Button>
        <Button onClick={say(false)} aria-label={`That is not ${text}`}>
          {named ? `No, not ${text}` : 'That no'}
        </Button>
      </div>
      {problem && <ReportNotice key={problem.message} report={problem} />}
    </div>
  );
}
