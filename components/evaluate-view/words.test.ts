import { describe, expect, it } from 'vitest';
import { questionsOf } from '@/lib/evaluation/questions';
import type { Evaluation } from '@/lib/evaluation/types';
import {
  cancelledWords,
  doneWords,
  extentOf,
  extentWords,
  lackWords,
  progressWords,
} from './words';

const extent = (items: Parameters<typeof questionsOf>[0]) => extentOf(questionsOf(items));
const report = (images: number, imagesAsBuilt: number) =>
  ({
    report: { images, imagesAsBuilt, seconds: 17.3, backend: 'wasm', threads: 2 },
  }) as unknown as Evaluation;

describe('what a gallery can be asked', () => {
  it('is counted by what its images have', () => {
    const some = extent([{ category: 'beach', captions: ['a', 'b'] }, {}]);
    expect(some).toMatchObject({ images: 2, categories: 1, toldApart: 30, described: 1 });
    expect(extentWords(some)).toBe('2 images in 1 category, with 2 captions');
    expect(lackWords(some)).toBeNull();
  });

  it('is told with what it lacks', () => {
    expect(lackWords(extent([{ category: 'beach' }]))).toContain('no captions');
    expect(lackWords(extent([{ captions: ['a'] }]))).toContain('no categories');
    expect(extentWords(extent([{}]))).toBe('1 image');
  });
});

describe('how far it is', () => {
  it('counts images and texts by themselves', () => {
    const at = (stage: 'images' | 'texts' | 'comparing', done: number) =>
      progressWords({ stage, done, total: 1949 }, 540);
    expect(at('images', 120)).toBe('Encoding images: 120 of 540');
    expect(at('texts', 572)).toBe('Encoding captions and prompts: 32 of 1,409');
    expect(at('comparing', 1949)).toBe('Comparing images and texts');
    expect(cancelledWords(null, 540)).toBe('Cancelled while waiting for the encoder.');
  });

  it('says by which embeddings images were compared', () => {
    const on = 'in 17.3 s on WebAssembly, 2 threads.';
    expect(doneWords(report(540, 0))).toBe(`All 540 images encoded here, ${on}`);
    expect(doneWords(report(540, 40))).toMatch(/^500 images encoded here, 40 compared by/);
    expect(doneWords(report(540, 540))).toMatch(/^No image is here: compared by/);
  });
});
