import { type Rows, rowsOf } from '@/lib/evaluation/rows';
import { toPixelValues } from '@/lib/image/preprocess';
import { bestMatches, cutoffFrom } from './calibration';
import { embedTexts, type Work } from './embed';
import type { Embedded } from './embedded';
import type { Calibration } from './report';
import { unrelatedImages } from './unrelated-images';
import { UNRELATED_TEXTS } from './unrelated-texts';

/**
 * Fits the cut-offs on the data: captions and images are queries that it can answer, unrelated texts and patterns
 * are queries that it cannot.
 * @param ownWords text embeddings of the own-words queries
 */
export async function calibrate(
  data: Embedded,
  ownWords: Rows,
  begin: (label: string, total: number) => Work,
): Promise<Calibration['cutoff']> {
  const work = begin('Unrelated texts', UNRELATED_TEXTS.length);
  const { encoder } = work;
  const texts = await embedTexts(UNRELATED_TEXTS, work);
  const patterns = unrelatedImages().map((image) => toPixelValues(image, encoder.model.image));
  const encoded = await encoder.encodeImages(patterns);
  const unrelated = rowsOf(
    encoded.map(({ embedding }) => embedding),
    encoder.model.dim,
  );
  const text = cutoffFrom(bestMatches(data.captions, data.images), bestMatches(texts, data.images));
  const asked = bestMatches(ownWords, data.images);
  const above = asked.filter((cosine) => cosine >= text.suggested).length;
  return {
    text,
    image: cutoffFrom(
      bestMatches(data.images, data.images, 'without'),
      bestMatches(unrelated, data.images),
    ),
    ownWordsAbove: asked.length === 0 ? null : above / asked.length,
  };
}
