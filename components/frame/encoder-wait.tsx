'use client';

import { megabytes, percent, shareOf } from '@/components/ui/format';
import { ProgressBar } from '@/components/ui/progress-bar';
import { useEngineStatus } from '@/lib/hooks';

/** Shown while a picture waits for the encoder to load, with the progress; nothing afterwards. */
export function EncoderWait() {
  const status = useEngineStatus();
  if (status.image || status.imageProblem || status.phase === 'error') return null;
  const share = shareOf(status.progress);
  return (
    <div className="flex flex-col gap-2 text-sm text-muted">
      <ProgressBar label="Image encoder loaded" share={share} />
      <p className="tabular-nums">
        Waiting for the image encoder: {percent(share)} of {megabytes(status.progress.total)}
      </p>
    </div>
  );
}
