import { releaseProxy, transfer } from 'comlink';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Engine } from './engine';
import type { EngineConfig, EngineStatus } from './protocol';
import type { EngineEvents, ExposedEngine } from './remote';

/** Makes an engine when the first `open` says where the files are. */
export type MakeEngine = (config: EngineConfig, events: EngineEvents) => Engine;

/**
 * The worker's side of the boundary, without the worker: calls by number, events to the page that watches.
 * Arrays of an answer are transferred, not copied.
 */
export function exposeEngine(makeEngine: MakeEngine): ExposedEngine {
  const calls = new Map<number, AbortController>();
  let engine: Engine | undefined;
  let latest: EngineStatus | undefined;
  let onStatus: (status: EngineStatus) => void = () => {};
  let onFatal: (report: ErrorReport) => void = () => {};

  const opened = () => {
    if (!engine) throw new Error('open comes first');
    return engine;
  };

  const cancellable = async <T>(
    call: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const controller = new AbortController();
    calls.set(call, controller);
    try {
      return await work(controller.signal);
    } finally {
      calls.delete(call);
    }
  };

  return {
    async watch(toldStatus, toldFatal, lock) {
      onStatus = toldStatus;
      onFatal = toldFatal;
      // The engine may have been opened before the page began to watch (cli/site/build/early-page.js).
      if (latest) onStatus(latest);
      if (lock) await holdLock(lock);
    },
    async open(config) {
      engine ??= makeEngine(config, {
        onStatus: (status) => {
          latest = status;
          onStatus(status);
        },
        onFatal: (report) => onFatal(report),
      });
      return engine.open(config);
    },
    async search(call, query, k, narrowing) {
      const answer = await cancellable(call, (signal) =>
        opened().search(query, { ...narrowing, k, signal }),
      );
      return transfer(answer, [answer.embedding.buffer as ArrayBuffer]);
    },
    openPicture: (call, picture) =>
      cancellable(call, (signal) => opened().openPicture(picture, signal)),
    survey: async (id, options) => opened().survey(id, options),
    waitForProgress: async (id, done) => opened().waitForProgress(id, done),
    haltSurvey: async (id) => opened().haltSurvey(id),
    async locate(id, features, options) {
      const located = await opened().locate(id, features, options);
      const maps = located.features.flatMap(({ probability, relative }) => [probability, relative]);
      return transfer(
        located,
        maps.map(({ buffer }) => buffer as ArrayBuffer),
      );
    },
    learn: async (id, examples) => opened().learn(id, examples),
    preview: async (id) => opened().preview(id),
    encodePart: async (id, part) => opened().encodePart(id, part),
    lookInside: (call, item, features) =>
      cancellable(call, (signal) => opened().lookInside(item, features, signal)),
    async evaluate(call, onProgress) {
      try {
        return await cancellable(call, (signal) => opened().evaluate(onProgress, signal));
      } finally {
        release(onProgress);
      }
    },
    async cancel(call) {
      calls.get(call)?.abort();
    },
    async read(embedding) {
      return opened().read(embedding);
    },
    async embed(model, images) {
      const embeddings = await opened().embed(model, images);
      return transfer(embeddings, [embeddings.buffer as ArrayBuffer]);
    },
    async embeddings() {
      const embeddings = await opened().embeddings();
      return transfer(embeddings, [embeddings.buffer]);
    },
    async positions() {
      return opened().positions();
    },
    async similarities(embedding) {
      const similarities = await opened().similarities(embedding);
      return transfer(similarities, [similarities.buffer]);
    },
    async ping() {},
  };
}

/** Closes the channel of a function that came from the other side; one of this side has none. */
function release(remote: object): void {
  (remote as { readonly [releaseProxy]?: () => void })[releaseProxy]?.();
}

/** Resolves when the lock is held; it is held until the worker ends. */
function holdLock(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve();
        return new Promise<never>(() => {});
      })
      .catch(reject);
  });
}
