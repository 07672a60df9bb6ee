import { describe, expect, it } from 'vitest';
import { ProgressMeter, type TotalProgress } from './progress';

const file = (name: string, bytes: number) => ({ file: name, bytes, sha256: '' });

describe('the progress of all files as one figure', () => {
  it('has its total from the start and never falls while files arrive', () => {
    const steps: TotalProgress[] = [];
    const meter = new ProgressMeter((step) => steps.push(step));
    const text = meter.expect('m', file('text', 100));
    const vision = meter.expect('m', file('vision', 300));
    expect(meter.total()).toEqual({ loaded: 0, total: 400, cached: false });
    text({ file: 'text', loaded: 60, total: 100, cached: false });
    vision({ file: 'vision', loaded: 30, total: 300, cached: false });
    text({ file: 'text', loaded: 100, total: 100, cached: false });
    vision({ file: 'vision', loaded: 300, total: 300, cached: false });
    expect(steps.slice(2).map((step) => step.loaded)).toEqual([60, 90, 130, 400]);
    expect(new Set(steps.slice(1).map((step) => step.total))).toEqual(new Set([400]));
  });

  it('says cached only where all that arrived came from the cache', () => {
    const meter = new ProgressMeter();
    const a = meter.expect('m', file('a', 10));
    const b = meter.expect('m', file('b', 10));
    a({ file: 'a', loaded: 10, total: 10, cached: true });
    expect(meter.total().cached).toBe(true);
    b({ file: 'b', loaded: 1, total: 10, cached: false });
    expect(meter.total().cached).toBe(false);
  });

  it('counts a file of the same name in two folders twice, in one folder once', () => {
    const meter = new ProgressMeter();
    meter.expect('m', file('a', 10));
    meter.expect('m', file('a', 10));
    meter.expect('n', file('a', 10));
    expect(meter.total().total).toBe(20);
  });

  it('does not wait for a file that failed', () => {
    const meter = new ProgressMeter();
    meter.expect('m', file('a', 10))({ file: 'a', loaded: 10, total: 10, cached: false });
    meter.expect('m', file('b', 90));
    meter.drop('m', file('b', 90));
    expect(meter.total()).toEqual({ loaded: 10, total: 10, cached: false });
  });
});
