'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { download } from '@/components/ui/download';
import { ReportNotice } from '@/components/ui/notice';
import { conceptsJson } from '@/lib/concepts/concept-store';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Example } from '@/lib/find/types';
import { conceptStore } from '@/lib/hooks';

interface Props {
  readonly text: string;
  readonly examples: readonly Example[];
  readonly onForget: () => void;
  readonly onKeep: (name: string) => Promise<void>;
}

/** What was learned of a feature in this picture, and how to keep it. Nothing before the first example. */
export function Lesson({ text, examples, onForget, onKeep }: Props) {
  const id = useId();
  const [name, setName] = useState(`my ${text}`);
  const [kept, setKept] = useState(false);
  const [problem, setProblem] = useState<ErrorReport | null>(null);
  if (examples.length === 0) return null;
  const yes = examples.filter((example) => example.yes).length;
  const keep = async () => {
    setProblem(null);
    await onKeep(name.trim().replaceAll(',', ' ')).then(
      () => setKept(true),
      (error: unknown) => setProblem(reportOf(error)),
    );
  };
  return (
    <div className="my-1 flex flex-col gap-2 rounded-lg border border-line p-2 text-sm">
      <p>
        {yes} yes, {examples.length - yes} no{' '}
        {yes === 0 && <span className="text-muted">: mark a yes as well to learn from them.</span>}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {yes > 0 && (
          <>
            <label htmlFor={id} className="sr-only">
              Name of the concept
            </label>
            <input
              id={id}
              value={name}
              maxLength={60}
              onChange={(event) => {
                setName(event.target.value);
                setKept(false);
              }}
              className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong/50 bg-surface px-2 text-ink"
            />
            <Button onClick={keep} disabled={name.trim() === ''}>
              {kept ? 'Kept' : 'Keep as concept'}
            </Button>
          </>
        )}
        <Button look="bare" onClick={onForget}>
          Forget
        </Button>
        {kept && (
          <Button
            look="bare"
            onClick={() =>
              download(conceptsJson(conceptStore().all()), 'concepts.json', 'application/json')
            }
          >
            Export concepts
          </Button>
        )}
      </div>
      {kept && (
        <p className="text-muted">Kept in this browser. Name it in any picture to find it there.</p>
      )}
      {problem && <ReportNotice key={problem.message} report={problem} />}
    </div>
  );
}
