import { AppError } from '@/lib/errors/errors';
import type { Atlas, AtlasReply, AtlasRequest } from './types';

/**
 * Computes a gallery's map in a worker of its own, so that searches are answered meanwhile.
 * @param onProgress share that is done, 0..1
 * @throws AppError worker-died | cancelled
 */
export function computeAtlas(
  request: AtlasRequest,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Atlas> {
  const worker = new Worker(new URL('./atlas.worker.ts', import.meta.url), { type: 'module' });
  const computing = new Promise<Atlas>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<AtlasReply>) => {
      if (data.kind === 'progress') onProgress(data.done);
      else if (data.kind === 'atlas') resolve(data.atlas);
      else reject(died(data.message));
    });
    worker.addEventListener('error', ({ message }) => reject(died(message)));
    signal.addEventListener('abort', () =>
      reject(new AppError('cancelled', 'The map was given up.', 'Open it again.')),
    );
    worker.postMessage(request, [request.embeddings.buffer]);
  });
  return computing.finally(() => worker.terminate());
}

function died(reason: string): AppError {
  return new AppError(
    'worker-died',
    `The map of this gallery could not be computed. ${reason}`,
    'Reload the page; if it stops again, open a smaller gallery.',
  );
}
