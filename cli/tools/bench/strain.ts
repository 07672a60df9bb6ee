import type { Browser, Page } from '@playwright/test';
import { type MainTask, tracedTasks } from './main-thread';
import { summaryOf } from './stats';
import type { Row } from './types';

/** From here on a task, a frame or an answer to a key is noticed, ms. */
const LONG = 100;

/** What a page's main thread went through. */
export interface Strain {
  readonly tasks: readonly MainTask[];
  /** Durations of frames, where from 50 ms, whatever they waited for, ms. */
  readonly frames: readonly number[];
  /** From an interaction to the next paint, where from 16 ms, ms; one a key or click. */
  readonly interactions: readonly number[];
  /** Interactions in all. */
  readonly count: number;
}

/** What the page notes of itself. */
interface Notes {
  frames: number[];
  interactions: Record<number, number>;
  before: number;
}

/** Lets a page's documents take notes. Call it before the first is opened. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const notes: Notes = { frames: [], interactions: {}, before: 0 };
    Object.assign(globalThis, { notes });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) notes.frames.push(Math.round(duration));
    }).observe({ type: 'long-animation-frame', buffered: true });
    new PerformanceObserver((list) => {
      for (const { interactionId: id, duration } of list.getEntries() as PerformanceEventTiming[]) {
        if (id) notes.interactions[id] = Math.max(notes.interactions[id] ?? 0, duration);
      }
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Begins to measure, in this document or the next. @returns Ends that. */
export async function strainOf(browser: Browser, page: Page): Promise<() => Promise<Strain>> {
  await page.evaluate(() => {
    const { notes } = globalThis as unknown as { notes?: Notes };
    if (!notes) return;
    notes.frames = [];
    notes.interactions = {};
    notes.before = performance.interactionCount;
  });
  const tasks = await tracedTasks(browser, page);
  return async () => ({
    tasks: await tasks(),
    ...(await page.evaluate(() => {
      const { notes } = globalThis as unknown as { notes: Notes };
      return {
        frames: notes.frames,
        interactions: Object.values(notes.interactions),
        count: performance.interactionCount - notes.before,
      };
    })),
  });
}

/** @param strains of passes of the same */
export function strainRows(name: string, strains: readonly Strain[]): Row[] {
  const row = (what: string, unit: Row['unit'], of: (strain: Strain) => number): Row => ({
    name: `${name}: ${what}`,
    unit,
    ...summaryOf(strains.map(of)),
  });
  const most = (values: readonly number[]) => Math.max(0, ...values);
  const answers = strains.flatMap(({ interactions }) => interactions);
  return [
    row(
      `tasks over ${LONG} ms`,
      'requests',
      ({ tasks }) => tasks.filter(({ wall }) => wall > LONG).length,
    ),
    row('longest task', 'ms', ({ tasks }) => most(tasks.map(({ wall }) => wall))),
    row('most that a task took of a core', 'ms', ({ tasks }) => most(tasks.map(({ cpu }) => cpu))),
    row('longest frame', 'ms', ({ frames }) => most(frames)),
    row('interactions', 'requests', ({ count }) => count),
    row('longest from interaction to next paint', 'ms', (strain) => most(strain.interactions)),
    ...(answers.length > 0
      ? [{ name: `${name}: interaction to next paint`, unit: 'ms' as const, ...summaryOf(answers) }]
      : []),
  ];
}
