import type { Browser, Page } from '@playwright/test';

/** A task of the page's main thread, ms. */
export interface MainTask {
  /** By the clock: with the time that it waited for a core. */
  readonly wall: number;
  /** What it took of a core. */
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Shorter tasks are no matter, ms. */
const LEAST = 10;

/** Traces the tasks of the page's main thread from now on. @returns a function that ends the trace and returns the tasks */
export async function tracedTasks(
  browser: Browser,
  page: Page,
): Promise<() => Promise<MainTask[]>> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: TraceEvent[];
    };
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const mains = new Set(
      traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(threadOf),
    );
    return traceEvents.flatMap((event) => {
      const { name, ph, dur = 0, tdur = 0 } = event;
      const task = ph === 'X' && name === 'ThreadControllerImpl::RunTask';
      if (!task || dur < LEAST * 1000 || !mains.has(threadOf(event))) return [];
      return [{ wall: dur / 1000, cpu: tdur / 1000 }];
    });
  };
}
