import { AppError, reportOf } from '@/lib/errors/errors';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues, RgbaImage } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { questionsOf } from './questions';
import { readAhead } from './read-ahead';
import { retrievalFigures } from './retrieval';
import { type Rows, rowsOf } from './rows';
import { embedAll } from './texts';
import type { EvaluationProgress, EvaluationStage, Problem } from './types';
import { givenCategories, zeroShotFigures } from './zero-shot';

/** Images that are decoded ahead of the encoder; few, since they may be large. */
const AHEAD = 3;

/** What an evaluation needs: a gallery and an encoder, in a queue that other work may get between. */
export interface EvaluationSource {
  readonly model: ModelManifest;
  readonly gallery: GalleryManifest;
  /** @returns normalized, [dim] each */
  encodeTexts(texts: readonly string[]): Promise<readonly Float32Array[]>;
  /** @returns normalized, [dim] */
  encodeImage(pixels: PixelValues): Promise<Float32Array>;
  /** An item's image. @throws AppError asset-missing | asset-offline | image-… */
  imageOf(id: string): Promise<RgbaImage>;
  /** An item's embedding as the gallery was built, normalized, [dim]. */
  embeddingOf(id: string): Promise<Float32Array>;
}

/**
 * Evaluates a model on a gallery: every image, caption and category prompt is encoded once, one after the other, then
 * compared. For an image that is missing or unreadable, the gallery's own embedding is used.
 *
 * @param onProgress called after each image and each batch of texts
 * @returns figures, and the number of the category that each item was given
 * @throws AppError cancelled | asset-offline | what stopped the encoder
 */
export async function evaluateGallery(
  source: EvaluationSource,
  onProgress: (progress: EvaluationProgress) => void,
  signal: AbortSignal,
) {
  const { gallery, model } = source;
  const { captions, prompts, ...questions } = questionsOf(gallery.items);
  const texts = new Set(captions).size + prompts.length;
  const total = gallery.items.length + texts;
  let done = 0;
  const step = (stage: EvaluationStage, count: number): void => {
    done += count;
    onProgress({ stage, done, total });
  };
  step('images', 0);
  const images = await embedImages(source, () => step('images', 1), signal);
  step('texts', 0);
  const embedTexts = (some: readonly string[]) =>
    embedAll(some, model.dim, async (batch) => {
      const embeddings = await source.encodeTexts(batch);
      step('texts', batch.length);
      return embeddings;
    });
  const data = {
    ...questions,
    images: images.rows,
    captions: await embedTexts(captions),
    prompts: await embedTexts(prompts),
  };
  step('comparing', 0);
  const turn = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve)); // Lets messages arrive: a search, a cancellation.
    throwIfOver(signal);
  };
  await turn();
  return {
    figures: {
      images: gallery.items.length,
      imagesAsBuilt: images.asBuilt,
      zeroShot: zeroShotFigures(data),
      retrieval: await retrievalFigures(data, turn),
      skipped: images.problems,
    },
    given: givenCategories(data),
  };
}

interface EmbeddedImages {
  readonly rows: Rows;
  readonly asBuilt: number;
  readonly problems: readonly Problem[];
}

async function embedImages(
  source: EvaluationSource,
  onStep: () => void,
  signal: AbortSignal,
): Promise<EmbeddedImages> {
  const { model, gallery } = source;
  const embeddings: Float32Array[] = [];
  const problems: Problem[] = [];
  let asBuilt = 0;
  const read = async ({ id, image }: GalleryItem) => {
    throwIfOver(signal);
    return image === false ? undefined : toPixelValues(await source.imageOf(id), model.image);
  };
  for await (const { item, result } of readAhead(gallery.items, read, AHEAD)) {
    throwIfOver(signal);
    if ('value' in result && result.value) {
      embeddings.push(await source.encodeImage(result.value));
    } else {
      if ('error' in result) problems.push(problemOf(item, result.error));
      embeddings.push(await source.embeddingOf(item.id));
      asBuilt++;
    }
    onStep();
  }
  return { rows: rowsOf(embeddings, model.dim), asBuilt, problems };
}

/** @throws the error itself, where it says nothing of the image */
function problemOf({ file }: GalleryItem, error: unknown): Problem {
  const { code, message } = reportOf(error);
  if (code === 'asset-missing' || code.startsWith('image-')) return { file, message };
  throw error;
}

/** @throws AppError cancelled */
function throwIfOver(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new AppError('cancelled', 'The evaluation was given up.', 'Start it again.');
}
