import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import { readAhead } from '@/lib/evaluation/read-ahead';
import { type Rows, rowsOf } from '@/lib/evaluation/rows';
import { embedAll } from '@/lib/evaluation/texts';
import type { Problem } from '@/lib/evaluation/types';
import type { PixelValues } from '@/lib/image/types';
import type { DataItem } from './dataset';
import { readPixelValues } from './read-images';

const IMAGE_BATCH = 8;

/** What the long parts of a run need besides their input. */
export interface Work {
  readonly encoder: Encoder;
  readonly signal: AbortSignal;
  /** Called with the number of things that are done. */
  readonly onStep: (count: number) => void;
}

/** Images that have an embedding, and those that could not be read. */
export interface EmbeddedImages {
  readonly items: readonly DataItem[];
  readonly rows: Rows;
  /** How many of the items have the embedding that the gallery was built with. */
  readonly asBuilt: number;
  readonly problems: readonly Problem[];
}

/**
 * Encodes all images. One that cannot be read is listed; it is left out, where no built gallery has its embedding.
 * @param strict throw at the first such image instead
 * @throws AppError file-invalid where no image can be read; with `strict` also what is wrong with the first
 */
export async function embedImages(
  items: readonly DataItem[],
  { encoder, signal, onStep }: Work,
  strict: boolean,
): Promise<EmbeddedImages> {
  const { image: spec, dim } = encoder.model;
  const kept: DataItem[] = [];
  const embeddings: Float32Array[] = [];
  const problems: Problem[] = [];
  let asBuilt = 0;
  let batch: PixelValues[] = [];
  const encode = async (): Promise<void> => {
    signal.throwIfAborted();
    if (batch.length === 0) return;
    for (const { embedding } of await encoder.encodeImages(batch)) embeddings.push(embedding);
    onStep(batch.length);
    batch = [];
  };
  const read = async (item: DataItem) =>
    item.image === false ? undefined : readPixelValues(item, spec);
  for await (const { item, result } of readAhead(items, read, 2 * IMAGE_BATCH)) {
    if ('value' in result && result.value) {
      kept.push(item);
      batch.push(result.value);
      if (batch.length === IMAGE_BATCH) await encode();
      continue;
    }
    if ('error' in result) {
      if (strict) throw naming(item, result.error);
      problems.push({ file: item.file, message: reportOf(result.error).message });
    }
    if (item.built) {
      await encode(); // Rows are in the order of the items.
      kept.push(item);
      embeddings.push(item.built);
      asBuilt++;
    }
    onStep(1);
  }
  await encode();
  if (kept.length === 0) {
    const first = problems[0];
    throw new AppError(
      'file-invalid',
      `None of the ${items.length} images can be read; ${first?.file}: ${first?.message}`,
      'Check that --data is the folder that holds the images the captions file names.',
    );
  }
  return { items: kept, rows: rowsOf(embeddings, dim), asBuilt, problems };
}

/** The error with the file's path in its message. */
function naming({ path }: DataItem, error: unknown): AppError {
  const { code, message, advice } = reportOf(error);
  const named = message.includes(path) ? message : `${path}: ${message}`;
  return new AppError(code, named, advice, { cause: error });
}

/** Encodes texts; one that occurs several times is encoded once. Rows are in the order of the texts. */
export function embedTexts(
  texts: readonly string[],
  { encoder, signal, onStep }: Work,
): Promise<Rows> {
  return embedAll(texts, encoder.model.dim, async (batch) => {
    signal.throwIfAborted();
    const embeddings = await encoder.encodeText(batch);
    onStep(batch.length);
    return embeddings;
  });
}
