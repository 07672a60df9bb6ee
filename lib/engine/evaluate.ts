import { AppError } from '@/lib/errors/errors';
import { modelFilesOf } from '@/lib/evaluation/model-files';
import { evaluateGallery } from '@/lib/evaluation/run';
import { type Evaluation, type EvaluationProgress, GALLERY_SPLIT } from '@/lib/evaluation/types';
import type { EncoderHost } from './encoder-host';
import type { OpenGallery } from './open-gallery';
import type { EnginePorts } from './ports';

interface Task {
  readonly host: EncoderHost;
  readonly gallery: OpenGallery;
  readonly decode: EnginePorts['decodeImage'];
  readonly onProgress: (progress: EvaluationProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Evaluates the host's model on a gallery, through the host's queue: searches get their turn between any two images
 * or batches of texts.
 * @throws AppError as `Evaluator.evaluate`
 */
export async function evaluateOpened(task: Task): Promise<Evaluation> {
  const { host, gallery, decode, onProgress, signal } = task;
  const start = performance.now();
  if (gallery.manifest.served) {
    throw new AppError(
      'parameter-invalid',
      `"${gallery.manifest.title}" is searched by a server: its pictures cannot be evaluated here.`,
      'Choose a gallery that is searched on this device.',
    );
  }
  const { figures, given } = await evaluateGallery(
    {
      model: host.model,
      gallery: gallery.manifest,
      encodeTexts: (texts) => host.encodeText(texts, undefined, signal),
      encodeImage: async (pixels) => (await host.encodeImage(pixels, undefined, signal)).embedding,
      imageOf: async (id) => {
        const { bytes, name } = await gallery.imageOf(id, signal);
        return decode(bytes, name);
      },
      embeddingOf: (id) => gallery.embeddingOf(id),
    },
    onProgress,
    signal,
  );
  return {
    given,
    report: {
      model: host.model.id,
      data: gallery.manifest.id,
      split: GALLERY_SPLIT,
      ...figures,
      ...host.running(),
      seconds: (performance.now() - start) / 1000,
      modelFiles: modelFilesOf(host.model),
      date: new Date().toISOString(),
    },
  };
}
