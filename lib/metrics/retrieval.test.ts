import { describe, expect, it } from 'vitest';
import {
  imageToTextRanks,
  meanRecall,
  precisionAtK,
  recallsOf,
  textToImageRanks,
} from './retrieval';

// Three images with two captions each; rows are captions, columns images.
const imageOfCaption = [0, 0, 1, 1, 2, 2];
const scores = [
  [0.9, 0.1, 0.2], // of image 0, found
  [0.3, 0.8, 0.1], // of image 0, second
  [0.2, 0.7, 0.1], // of image 1, found
  [0.6, 0.5, 0.9], // of image 1, last
  [0.1, 0.2, 0.5], // of image 2, found
  [0.4, 0.3, 0.0], // of image 2, last
];
const scoresOfCaption = (caption: number): number[] => scores[caption] as number[];
const scoresOfImage = (image: number): number[] => scores.map((row) => row[image] as number);

describe('textToImageRanks', () => {
  it('asks with every caption by itself', () => {
    const ranks = [...textToImageRanks(imageOfCaption, scoresOfCaption)];
    expect(ranks).toEqual([0, 1, 0, 2, 0, 2]);
    expect(recallsOf(ranks)).toEqual({ r1: 50, r5: 100, r10: 100 });
  });
});

describe('imageToTextRanks', () => {
  it('is that of the best of its captions', () => {
    // Image 0: its caption 0 is first. Image 1: caption 1 (of image 0) is ahead of its own best. Image 2: caption 3.
    const ranks = [...imageToTextRanks(imageOfCaption, scoresOfImage)];
    expect(ranks).toEqual([0, 1, 1]);
    expect(recallsOf(ranks).r1).toBeCloseTo(100 / 3);
    expect(recallsOf(ranks).r5).toBe(100);
  });

  it('does not ask for images without captions', () => {
    expect([...imageToTextRanks([0, 0], () => [0.9, 0.1])]).toEqual([0]);
  });
});

describe('meanRecall', () => {
  it('is the mean of the six', () => {
    expect(meanRecall({ r1: 1, r5: 2, r10: 3 }, { r1: 4, r5: 5, r10: 9 })).toBe(4);
  });
});

describe('precisionAtK', () => {
  it('counts the right among the k best', () => {
    expect(precisionAtK(Float32Array.of(0.9, 0.1, 0.8, 0.7), (i) => i !== 2, 2)).toBe(0.5);
  });

  it('divides by what there is where less than k is there', () => {
    expect(precisionAtK(Float32Array.of(0.9, 0.1), () => true, 10)).toBe(1);
    expect(precisionAtK(new Float32Array(), () => true, 10)).toBe(0);
  });
});
