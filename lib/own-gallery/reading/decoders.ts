import type { ErrorReport } from '@/lib/errors/errors';
import type { Decoded, DecodeJob } from './messages';

/** What decodes files, several at a time; the reader and its tests see no more of it. */
export interface Decoders {
  /** How many files are decoded at once. */
  readonly width: number;
  decode(job: DecodeJob): Promise<Decoded>;
  end(): void;
}

/** A worker that is silent so long over one file is ended, and the file is reported, ms. */
const PATIENCE = 60_000;

/** Beside the encoder's own threads: one worker decodes what two cores encode. */
export function decoderCount(): number {
  return Math.max(1, Math.min(4, Math.floor((navigator.hardwareConcurrency ?? 2) / 2)));
}

/** Workers that decode. One that dies over a file is replaced; the file is reported as one that cannot be read. */
export function startDecoders(width = decoderCount()): Decoders {
  const free: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const all = new Set<Worker>();

  const start = () => {
    const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), {
      type: 'module',
      name: 'overlook-decoder',
    });
    all.add(worker);
    return worker;
  };
  const give = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next(worker);
    else free.push(worker);
  };
  const take = async () => {
    const worker = free.pop();
    if (worker) return worker;
    if (all.size < width) return start();
    return new Promise<Worker>((resolve) => waiting.push(resolve));
  };

  return {
    width,
    async decode(job) {
      const worker = await take();
      const decoded = await answerOf(worker, job);
      if (decoded) {
        give(worker);
        return decoded;
      }
      worker.terminate();
      all.delete(worker);
      give(start());
      return { kind: 'unread', report: died(job.name) };
    },
    end() {
      for (const worker of all) worker.terminate();
      all.clear();
    },
  };
}

/** @returns null where the worker died over it */
function answerOf(worker: Worker, job: DecodeJob): Promise<Decoded | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE);
    const end = (decoded: Decoded | null) => {
      clearTimeout(timer);
      resolve(decoded);
    };
    worker.onmessage = ({ data }: MessageEvent<Decoded>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    worker.postMessage(job);
  });
}

function died(name: string): ErrorReport {
  return {
    code: 'image-truncated',
    message: `${name} could not be decoded: it takes more memory or time than there is.`,
    advice: 'Save a smaller copy of it and look for changes.',
  };
}
