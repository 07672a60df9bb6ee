import { rowCount, rowOf } from '@/lib/evaluation/rows';
import type { DataItem } from './dataset';
import type { Work } from './embed';
import type { Embedded } from './embedded';
import { LocalizationTally } from './localization';
import { type MosaicTimes, viewMosaic } from './mosaic-view';
import type { Mosaic } from './mosaics';
import { readPixelValues } from './read-images';

/** Answers of all mosaics, with the mean time of each method, ms. */
export interface Localized {
  readonly tally: LocalizationTally;
  readonly milliseconds: MosaicTimes;
}

/** Draws each mosaic, encodes it by every method, and collects the answers. */
export async function localize(
  data: Embedded,
  mosaics: readonly Mosaic[],
  { encoder, signal, onStep }: Work,
): Promise<Localized> {
  const prompts = Array.from({ length: rowCount(data.prompts) }, (_, c) => rowOf(data.prompts, c));
  const tally = new LocalizationTally(data.categories, encoder.model);
  const sum = { dense: 0, windows: 0, tiles: 0 };
  for (const mosaic of mosaics) {
    signal.throwIfAborted();
    const tiles = await Promise.all(
      mosaic.map(({ item }) => readPixelValues(data.items[item] as DataItem, encoder.model.image)),
    );
    const embeddings = mosaic.map(({ item }) => rowOf(data.images, item));
    const { view, times } = await viewMosaic(encoder, tiles, embeddings, prompts);
    tally.add(mosaic, view);
    sum.dense += times.dense;
    sum.windows += times.windows;
    sum.tiles += times.tiles;
    onStep(1);
  }
  const mean = (total: number): number => total / mosaics.length;
  const milliseconds = {
    dense: mean(sum.dense),
    windows: mean(sum.windows),
    tiles: mean(sum.tiles),
  };
  return { tally, milliseconds };
}
