import type { BrowserContext, Page } from '@playwright/test';
import { rounded, summaryOf } from './stats';
import type { Row } from './types';

/** What a page and its workers hold, MB. */
export interface Held {
  /** Objects, what the DOM holds, array buffers: of the page, and of its workers. */
  readonly page: number;
  readonly workers: number;
  /** WebAssembly memories, wherever they are. */
  readonly wasm: number;
  readonly all: number;
}

/** For `how`: what is counted. */
export const COUNTED =
  "Page and worker after a garbage collection, as the debugger counts them: objects, DOM, array buffers, WebAssembly memories; decoded pictures are the browser's and not in it, what Playwright's log keeps of each request is.";

/** Wide, so that all controls are there; low, because painting cards takes longer than all that is measured. */
export const VIEWPORT = { width: 1440, height: 240 } as const;

export function rowsOf(name: string, { page, workers, wasm, all }: Held): Row[] {
  const parts = { '': all, ': page': page, ': worker': workers, ': WebAssembly': wasm };
  return Object.entries(parts).map(([part, value]) => ({
    name: `${name}${part}`,
    unit: 'MB',
    ...summaryOf([value]),
  }));
}

/** Share by which it has grown. */
export function growthOf(before: Held, after: Held): number {
  return rounded(after.all / before.all - 1);
}

/** Remembers the WebAssembly memories of a page or worker: no other interface gives their size. */
const REMEMBER = `(() => {
  const refs = [];
  const keep = (memory) => refs.push(new WeakRef(memory));
  const { Memory, instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(limits) {
      super(limits);
      keep(this);
    }
  };
  const watched = (start) => async (...args) => {
    const result = await start(...args);
    for (const value of Object.values((result.instance ?? result).exports)) {
      if (value instanceof Memory) keep(value);
    }
    return result;
  };
  WebAssembly.instantiate = watched(instantiate);
  WebAssembly.instantiateStreaming = watched(instantiateStreaming);
  globalThis.wasmBytes = () => {
    const memories = new Set(refs.map((ref) => ref.deref()).filter(Boolean));
    return [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  };
})()`;

/**
 * Counts what is held after a garbage collection, through the debugger, in some milliseconds.
 * measureUserAgentSpecificMemory would wait a minute each time, its limit: it asks all workers, and threads of the
 * encoder's runtime sleep without an event loop. They have no memory of their own to speak of.
 *
 * Call it before the page is opened.
 *
 * @returns counts anew at each call
 */
export async function memoryCounter(
  context: BrowserContext,
  page: Page,
): Promise<() => Promise<Held>> {
  const session = await context.newCDPSession(page);
  // Playwright types each command by its name; here the names come as strings.
  const send = session.send.bind(session) as unknown as Send;
  const answers = new Map<number, (answer: Answer) => void>();
  const workers = new Map<string, { tell: Send; ended: Promise<null>; end(): void }>();
  let asked = 0;
  const toWorker =
    (sessionId: string): Send =>
    (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++asked;
        answers.set(id, ({ result, error }) => {
          answers.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as never);
        });
        const message = JSON.stringify({ id, method, params });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer;
    if (answer.id !== undefined) answers.get(answer.id)?.(answer);
  });
  session.on('Target.attachedToTarget', async ({ sessionId }) => {
    const tell = toWorker(sessionId);
    let end = () => {};
    const ended = new Promise<null>((resolve) => {
      end = () => resolve(null);
    });
    workers.set(sessionId, { tell, ended, end });
    await tell('Runtime.evaluate', { expression: REMEMBER });
    await tell('Runtime.runIfWaitingForDebugger');
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    workers.get(sessionId)?.end();
    workers.delete(sessionId);
  });
  await context.addInitScript(REMEMBER);
  // Not flattened: Playwright drops what a session of a worker says that it did not open itself.
  const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: false };
  await session.send('Target.setAutoAttach', attach);
  return async () => {
    const own = await heldBy((method, params = {}) => send(method, params));
    let [others, wasm] = [0, own.wasm];
    for (const { tell, ended } of [...workers.values()]) {
      // One that was replaced a moment ago may end without an answer.
      const theirs = await Promise.race([heldBy(tell), ended]);
      if (!theirs) continue;
      others += theirs.heap;
      wasm += theirs.wasm;
    }
    return { page: own.heap, workers: others, wasm, all: own.heap + others + wasm };
  };
}

type Send = <T>(method: string, params?: object) => Promise<T>;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

/** @returns MB */
async function heldBy(send: Send): Promise<{ heap: number; wasm: number }> {
  await send('HeapProfiler.collectGarbage');
  const usage = await send<HeapUsage>('Runtime.getHeapUsage');
  const { result } = await send<{ result: { value: number } }>('Runtime.evaluate', {
    expression: 'wasmBytes()',
    returnByValue: true,
  });
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = usage;
  return {
    heap: (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6,
    wasm: result.value / 1e6,
  };
}
