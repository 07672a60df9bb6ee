import { Worker } from 'node:worker_threads';
import { type Answer, type FuzzedDecoder, PATIENCE } from './decoder';

const MEMORY_MB = 1024;
const LOADED = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./thread.ts', import.meta.url).href)});
});`;

/** As the command line decodes: in one thread of Node. */
export class ThreadDecoder implements FuzzedDecoder {
  private worker: Worker | undefined;

  decode(name: string, bytes: Uint8Array): Promise<Answer> {
    this.worker ??= new Worker(LOADED, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const { worker } = this;
    return new Promise((resolve) => {
      const end = (answer: Answer, replace: boolean): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (replace) {
          void worker.terminate();
          this.worker = undefined;
        }
        resolve(answer);
      };
      const timer = setTimeout(
        () => end({ fault: `no end after ${PATIENCE / 1000} s` }, true),
        PATIENCE,
      );
      const onMessage = (answer: Answer): void => end(answer, false);
      const onError = (error: unknown): void =>
        end({ fault: `the thread died: ${String(error)}` }, true);
      const onExit = (code: number): void => end({ fault: `the thread ended with ${code}` }, true);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage({ name, bytes });
    });
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }
}
