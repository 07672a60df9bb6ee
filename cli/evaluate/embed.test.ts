import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowOf } from '@/lib/evaluation/rows';
import type { DataItem } from './dataset';
import { embedImages, embedTexts, type Work } from './embed';
import { colorEmbedding, fakeEncoder } from './fake-encoder';

let folder: string;
const items: DataItem[] = [];
const colors = Array.from({ length: 11 }, (_, i) => ({ r: 20 * i, g: 200 - 10 * i, b: 90 }));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'embed-'));
  for (const [i, background] of colors.entries()) {
    const path = join(folder, `${i}.png`);
    await sharp({ create: { width: 48, height: 40, channels: 3, background } }).toFile(path);
    items.push({ file: `${i}.png`, path, captions: [`${i}`] });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function work(signal = new AbortController().signal): Work & { steps: () => number } {
  let steps = 0;
  const onStep = (count: number): void => {
    steps += count;
  };
  return { encoder: fakeEncoder(new Map()), signal, onStep, steps: () => steps };
}

const broken = (name: string, bytes?: string): DataItem => {
  const path = join(folder, name);
  if (bytes !== undefined) writeFileSync(path, bytes);
  return { file: name, path, captions: ['x'] };
};

describe('embedImages', () => {
  it('keeps rows and items in the order of the items', async () => {
    const job = work();
    const { items: kept, rows, problems } = await embedImages(items, job, true);
    expect(kept).toEqual(items);
    expect(problems).toEqual([]);
    expect(job.steps()).toBe(items.length);
    colors.forEach(({ r, g, b }, i) => {
      colorEmbedding([r, g, b]).forEach((value, d) => {
        expect(rowOf(rows, i)[d]).toBeCloseTo(value, 5);
      });
    });
  });

  it('leaves out what cannot be read, lists it by name, and goes on', async () => {
    const some = [items[0], broken('not.jpg', 'no image'), broken('gone.png'), items[1]];
    const job = work();
    const embedded = await embedImages(some as DataItem[], job, false);
    expect(embedded.items).toEqual([items[0], items[1]]);
    expect(embedded.rows.values).toHaveLength(2 * 3);
    expect(embedded.problems.map(({ file }) => file)).toEqual(['not.jpg', 'gone.png']);
    expect(embedded.problems[1]?.message).toBe('gone.png is not there.');
    expect(job.steps()).toBe(4);
  });

  it('stops at the first of them when strict, and names it', async () => {
    const strict = embedImages([broken('empty.png', ''), ...items], work(), true);
    await expect(strict).rejects.toThrow(join(folder, 'empty.png'));
  });

  it('has no figures to make of nothing', async () => {
    const nothing = embedImages([broken('gone.png')], work(), false);
    await expect(nothing).rejects.toMatchObject({ code: 'file-invalid' });
  });

  it('stops when it is told to', async () => {
    const stopped = AbortSignal.abort();
    await expect(embedImages(items, work(stopped), false)).rejects.toThrow();
  });
});

describe('embedTexts', () => {
  it('encodes a text once and gives every occurrence its row', async () => {
    const texts = new Map([
      ['a', Float32Array.of(1, 0, 0)],
      ['a longer text', Float32Array.of(0, 1, 0)],
    ]);
    const job = { ...work(), encoder: fakeEncoder(texts) };
    const rows = await embedTexts(['a longer text', 'a', 'a longer text'], job);
    expect([...rows.values]).toEqual([0, 1, 0, 1, 0, 0, 0, 1, 0]);
    expect(job.steps()).toBe(2);
  });
});
