import { Button } from '@/components/ui/button';
import { shareOf } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { EvaluationState } from '@/lib/hooks';
import { SaveJson } from './save-json';
import {
  cancelledWords,
  doneWords,
  type Extent,
  extentWords,
  lackWords,
  progressWords,
} from './words';

interface Props {
  readonly state: EvaluationState;
  readonly extent: Extent;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** What will be done, what is being done, or how it was done; and the button for it. */
export function RunCard({ state, extent, onStart, onCancel }: Props) {
  const lack = lackWords(extent);
  return (
    <div className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-medium">{extentWords(extent)}</p>
          <p className="text-sm text-pretty text-muted">
            All of them are encoded anew in this browser and compared. Nothing is sent anywhere, and
            you can search meanwhile.
          </p>
          {lack && <p className="pt-1 text-sm text-pretty">{lack}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          {state.phase === 'running' ? (
            <Button onClick={onCancel}>
              <Icon name="close" className="size-4" />
              Cancel
            </Button>
          ) : (
            <Button look={state.phase === 'done' ? 'quiet' : 'primary'} onClick={onStart}>
              {state.phase === 'idle' ? 'Evaluate' : 'Evaluate again'}
            </Button>
          )}
          {state.phase === 'done' && <SaveJson report={state.evaluation.report} />}
        </div>
      </div>
      <Standing state={state} images={extent.images} />
    </div>
  );
}

/** One line and a bar, whose room is there from the start. */
function Standing({ state, images }: { state: EvaluationState; images: number }) {
  return (
    <div className="flex min-h-8 flex-col justify-end gap-2">
      {state.phase === 'done' && (
        <p className="text-sm text-pretty text-muted tabular-nums">{doneWords(state.evaluation)}</p>
      )}
      {state.phase === 'cancelled' && (
        <p className="text-sm text-muted tabular-nums">{cancelledWords(state.progress, images)}</p>
      )}
      {state.phase === 'running' && (
        <>
          <p className="text-sm text-muted tabular-nums">{progressWords(state.progress, images)}</p>
          <ProgressBar
            label="Evaluation"
            share={
              state.progress
                ? shareOf({ loaded: state.progress.done, total: state.progress.total })
                : 0
            }
          />
        </>
      )}
    </div>
  );
}
