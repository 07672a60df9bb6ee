import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lru } from './lru';
import type { EngineStatus } from './protocol';
import { SerialQueue } from './serial-queue';
import { StatusBoard } from './status-board';

describe('SerialQueue', () => {
  it('starts nothing before the work ahead has ended, failed work included', async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    const work = (name: string, fails = false) =>
      queue.run(async () => {
        log.push(`${name} starts`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const all = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('leaves out what was given up before its turn, and drops what was given up during it', async () => {
    const queue = new SerialQueue();
    const controller = new AbortController();
    const started: string[] = [];
    const running = queue.run(async () => {
      started.push('running');
      controller.abort();
    }, controller.signal);
    const waiting = queue.run(async () => started.push('waiting'), controller.signal);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(started).toEqual(['running']);
    expect(await queue.run(async () => 'next')).toBe('next');
  });
});

describe('Lru', () => {
  it('forgets what was used longest ago', () => {
    const lru = new Lru<number>(2);
    lru.set('a', 1);
    lru.set('b', 2);
    expect(lru.get('a')).toBe(1);
    lru.set('c', 3);
    expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([1, undefined, 3]);
    lru.set('a', 4);
    lru.set('d', 5);
    expect([lru.get('a'), lru.get('c'), lru.get('d')]).toEqual([4, undefined, 5]);
  });
});

describe('StatusBoard', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells changes at once and progress at intervals, always with the latest figure', () => {
    const told: EngineStatus[] = [];
    const board = new StatusBoard((status) => told.push(status));
    for (let loaded = 1; loaded <= 50; loaded++) board.progress({ loaded, total: 100 }, false);
    expect(told).toHaveLength(0);
    vi.advanceTimersByTime(60);
    expect(told.map((status) => status.progress.loaded)).toEqual([50]);
    board.progress({ loaded: 90, total: 100 }, false);
    board.set({ text: true });
    expect(told.at(-1)).toMatchObject({ text: true, progress: { loaded: 90 } });
    vi.advanceTimersByTime(1000);
    expect(told).toHaveLength(2);
  });
});
