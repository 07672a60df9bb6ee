'use client';

import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { toJson } from '@/lib/evaluation/json';
import type { Evaluation } from '@/lib/evaluation/types';

/** Saves the figures as `npm run evaluate --json` writes them. */
export function SaveJson({ report }: { report: Evaluation['report'] }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([toJson(report)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `evaluation-${report.data}-${report.model}.json`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button onClick={save}>
      <Icon name="download" className="size-4" />
      Save as JSON
    </Button>
  );
}
