import { describe, expect, it } from 'vitest';
import type { ImageEncoding } from '@/lib/encoder/encoder';
import { planSurvey } from '@/lib/find/plan';
import { promptRelevance } from '@/lib/find/relevance';
import { SurveyRun } from '@/lib/find/survey';
import { pictureOf } from '@/lib/image/picture';
import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues, RgbaImage } from '@/lib/image/types';
import { mapOf, probabilityMatrix } from '@/lib/patches/relevance';
import { smoothMap } from '@/lib/patches/smooth';
import { colorEmbedding, FAKE_SIZE, fakeEncoder } from './fake-encoder';
import { LocalizationTally } from './localization';
import { cutOut, joinTiles, pixelsOf } from './mosaic-image';
import { viewMosaic } from './mosaic-view';

// Nine colours that point away from each other, and one that is in no mosaic.
const COLORS = [
  [255, 128, 128],
  [0, 128, 128],
  [128, 255, 128],
  [128, 0, 128],
  [128, 128, 255],
  [128, 128, 0],
  [255, 255, 128],
  [0, 0, 128],
  [255, 0, 255],
  [0, 255, 255],
] as const;
const prompts = COLORS.map(colorEmbedding);
const mosaic = Array.from({ length: 9 }, (_, i) => ({ item: i, category: i }));

const plain = (color: readonly number[], side = 40): RgbaImage => {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let i = 0; i < side * side; i++) data.set([...color, 255], i * 4);
  return { data, width: side, height: side };
};

async function figuresOf(dynamic: boolean) {
  const encoder = fakeEncoder(new Map(), dynamic);
  const tiles = COLORS.slice(0, 9).map((color) => toPixelValues(plain(color), encoder.model.image));
  const encoded = await encoder.encodeImages(tiles);
  const embeddings = encoded.map(({ embedding }) => embedding);
  const { view, times } = await viewMosaic(encoder, tiles, embeddings, prompts);
  const tally = new LocalizationTally(COLORS.map(String), encoder.model);
  tally.add(mosaic, view);
  return { figures: tally.figures(), view, times };
}

describe('viewMosaic', () => {
  // Windows over several tiles see mixed colours, which are other categories' own: they may err here.
  it('lets every method that sees single tiles find each colour', async () => {
    const { figures, view } = await figuresOf(true);
    expect(figures).toMatchObject({ dense: 1, denseRaw: 1 });
    expect(figures).toMatchObject({ tiles: 1, tilesAgainstPrompts: 1, presenceAuc: 1 });
    expect(view.side).toBe(3 * FAKE_SIZE);
    expect(view.dense.places).toHaveLength(12 * 12);
    expect(view.windows.places).toHaveLength(25 + 9);
    expect(view.unaligned.places).toHaveLength(16);
  });

  it('gives the very numbers that the Find page shows of the same mosaic', async () => {
    const encoder = fakeEncoder(new Map());
    const { image: spec } = encoder.model;
    const tiles = COLORS.slice(0, 9).map((color) => toPixelValues(plain(color), spec));
    const embeddings = (await encoder.encodeImages(tiles)).map(({ embedding }) => embedding);
    const { view } = await viewMosaic(encoder, tiles, embeddings, prompts);
    const whole = joinTiles(tiles.map((tile) => pixelsOf(tile, spec)));
    const plan = planSurvey(whole.width, whole.height, spec, { method: 'dense', scale: 1 });
    const encode = async (pixels: PixelValues) =>
      (await encoder.encodeImages([pixels]))[0] as ImageEncoding;
    const run = new SurveyRun(plan, pictureOf(whole), {
      model: encoder.model,
      encodeImage: encode,
      encodeDense: async (pixels) => ({ patches: (await encode(pixels)).patches, head: null }),
    });
    await run.finished;

    const matrix = probabilityMatrix(view.dense.cosines, prompts.length, encoder.model);
    prompts.forEach((feature, c) => {
      const background = prompts.filter((_, other) => other !== c);
      const shown = promptRelevance(run, { feature, background }, encoder.model);
      const evaluated = smoothMap(mapOf(matrix, prompts.length, c), view.dense.grid);
      expect(plan.grid).toEqual(view.dense.grid);
      shown.probability.forEach((p, i) => {
        expect(p).toBeCloseTo(evaluated[i] as number, 5);
      });
    });
  });

  it('resizes the mosaic for an encoder that takes one size only', async () => {
    const { figures, view } = await figuresOf(false);
    expect(view.dense.places).toHaveLength(4 * 4);
    expect(view.dense.places[0]).toMatchObject({ width: 24, height: 24 });
    expect(figures.windows).toBeGreaterThan(0.5);
  });
});

describe('joinTiles', () => {
  it('gives back, tile by tile, exactly what the encoder saw', () => {
    const { image } = fakeEncoder(new Map()).model;
    // Steps of brightness, so that resizing makes values that are not in the source.
    const source = plain([0, 0, 0], 50);
    source.data.forEach((_, i) => {
      if (i % 4 !== 3) source.data[i] = (i * 7) % 256;
    });
    const seen = toPixelValues(source, image);
    const joined = joinTiles(Array.from({ length: 9 }, () => pixelsOf(seen, image)));
    expect(joined).toMatchObject({ width: 96, height: 96 });
    const middle = cutOut(joined, { x: 32, y: 32, width: 32, height: 32 });
    expect(toPixelValues(middle, image).pixels).toEqual(seen.pixels);
  });
});
