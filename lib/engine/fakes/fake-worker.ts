import { AppError, type ErrorReport } from '@/lib/errors/errors';
import type { Evaluation } from '@/lib/evaluation/types';
import type { Survey, SurveyProgress } from '@/lib/find/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { ModelManifest } from '@/lib/model/types';
import type { EngineConfig, EngineStatus, Query, SearchAnswer } from '../protocol';
import type { Manifests, RemoteEngine } from '../remote';
import type { WorkerHandle } from '../spawn';

type Watcher = Parameters<WorkerHandle['watch']>[0];

const SURVEY: Survey = {
  id: 7,
  method: 'dense',
  width: 8,
  height: 8,
  grid: { rows: 2, cols: 2 },
  scale: 1,
  total: 3,
};
const FINISHED: SurveyProgress = { done: 3, total: 3, milliseconds: 1 };

const EVALUATION: Evaluation = {
  given: [],
  report: {
    model: 'tiny',
    data: 'four',
    split: 'gallery',
    images: 0,
    zeroShot: null,
    retrieval: null,
    skipped: [],
    seconds: 1,
    modelFiles: { precision: 'fp32', text: '', vision: '', bytes: 0 },
    date: '2026-01-01T00:00:00.000Z',
    backend: 'wasm',
    threads: 1,
  },
};

const never = new Promise<never>(() => {});

/** A worker without a thread, for tests of its supervision: it answers, hangs or fails as the test says. */
export class FakeWorker implements WorkerHandle {
  /** Never answers a call. */
  silent = false;
  /** Never answers a ping. */
  deaf = false;
  /** A text at which it fails. */
  deadly = '';

  readonly opened: EngineConfig[] = [];
  readonly cancelled: number[] = [];
  pings = 0;
  terminated = false;
  private watcher: Watcher | undefined;

  readonly engine: RemoteEngine = {
    open: async (config) => {
      this.opened.push(config);
      if (this.silent) return never;
      return manifestsOf(config);
    },
    search: async (_, query) => {
      if (this.silent) return never;
      return this.answer(query);
    },
    cancel: async (call) => {
      this.cancelled.push(call);
    },
    embeddings: async () => {
      if (this.silent) return never;
      return new Float32Array(4);
    },
    positions: async () => {
      if (this.silent) return never;
      return null;
    },
    similarities: async () => {
      if (this.silent) return never;
      return new Float32Array(2);
    },
    embed: async (_, images) => {
      if (this.silent) return never;
      return new Float32Array(4 * images.length).fill(0.5);
    },
    read: async () => {
      if (this.silent) return never;
      return { categories: [], captions: [] };
    },
    openPicture: async () => {
      if (this.silent) return never;
      return { id: 5, width: SURVEY.width, height: SURVEY.height };
    },
    survey: async () => {
      if (this.silent) return never;
      return SURVEY;
    },
    waitForProgress: async (_, done) => {
      if (this.silent) return never;
      return { done: done + 1, total: SURVEY.total, milliseconds: 1 };
    },
    evaluate: async (_, onProgress) => {
      if (this.silent) return never;
      onProgress({ stage: 'images', done: 1, total: 2 });
      return EVALUATION;
    },
    haltSurvey: async () => {},
    preview: async () => null,
    locate: async () => {
      if (this.silent) return never;
      return { features: [], progress: FINISHED, milliseconds: 1 };
    },
    learn: async () => ({ source: 'head', weights: new Float32Array(2), bias: 0 }),
    encodePart: async () => {
      if (this.silent) return never;
      return new Float32Array(2);
    },
    lookInside: async () => {
      if (this.silent) return never;
      return { width: 2, height: 2, features: [] };
    },
    ping: () => {
      this.pings++;
      return this.deaf ? never : Promise.resolve();
    },
  };

  watch(watcher: Watcher): void {
    this.watcher = watcher;
  }

  terminate(): void {
    this.terminated = true;
  }

  tell(status: EngineStatus): void {
    this.watcher?.onStatus(status);
  }

  die(reason: string): void {
    this.silent = true;
    this.watcher?.onDeath(reason);
  }

  fatal(message: string): void {
    const report: ErrorReport = { code: 'worker-died', message, advice: 'Try again.' };
    this.watcher?.onFatal(report);
  }

  private async answer(query: Query): Promise<SearchAnswer> {
    if (query.kind !== 'text') return never;
    if (query.text === '') throw new AppError('text-blank', 'Nothing.', 'Type a word.');
    if (query.text === this.deadly) {
      this.die(`It cannot stand "${query.text}".`);
      return never;
    }
    return {
      items: [{ row: 0, id: query.text, similarity: 1 }],
      embedding: new Float32Array(2),
      index: 'hnsw',
      cutoff: 0,
      notices: [],
      timing: { tokenize: 0, decode: 0, encode: 0, search: 0 },
    };
  }
}

function manifestsOf({ model, gallery }: EngineConfig): Manifests {
  return {
    model: { id: model } as ModelManifest,
    gallery: { id: gallery } as GalleryManifest,
  };
}
