import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { SurveyProgress } from '@/lib/find/types';

interface Props {
  readonly progress: SurveyProgress | null;
  readonly stopped: boolean;
  readonly onCancel: () => void;
}

/** How far the picture has been looked at; nothing where that goes fast, or is over. */
export function SurveyProgressBar({ progress, stopped, onCancel }: Props) {
  if (!progress || stopped || progress.done >= progress.total) return null;
  const { done, total } = progress;
  return (
    <div className="appear-late flex items-center gap-3 rounded-lg border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <span className="shrink-0 text-muted tabular-nums">
        {count(done)} of {count(total)} looked at
      </span>
      <ProgressBar label="Picture looked at" share={done / total} />
      <Button look="bare" onClick={onCancel}>
        Stop
      </Button>
    </div>
  );
}
