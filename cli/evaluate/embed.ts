import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import type { PixelValues } from '@/lib/image/types';
import type { DataItem, Problem } from './dataset';
import { type Rows, rowsOf } from './embedded';
import { readAhead, readPixelValues } from './read-images';

const IMAGE_BATCH = 8;
const TEXT_BATCH = 32;

/** What the long parts of a run need besides their input. */
export interface Work {
  readonly encoder: Encoder;
  readonly signal: AbortSignal;
  /** Called with the number of things that are done. */
  readonly onStep: (count: number) => void;
}

/** Images that could be read, with their embeddings, and those that could not. */
export interface EmbeddedImages {
  readonly items: readonly DataItem[];
  readonly rows: Rows;
  readonly problems: readonly Problem[];
}

/**
 * Encodes all images. One that cannot be read is left out and listed.
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
  let batch: PixelValues[] = [];
  const encode = async (): Promise<void> => {
    signal.throwIfAborted();
    if (batch.length === 0) return;
    for (const { embedding } of await encoder.encodeImages(batch)) embeddings.push(embedding);
    onStep(batch.length);
    batch = [];
  };
  const read = (item: DataItem) => readPixelValues(item, spec);
  for await (const { item, result } of readAhead(items, read, 2 * IMAGE_BATCH)) {
    if ('value' in result) {
      kept.push(item);
      batch.push(result.value);
      if (batch.length === IMAGE_BATCH) await encode();
    } else {
      if (strict) throw naming(item, result.error);
      problems.push({ file: item.file, message: reportOf(result.error).message });
      onStep(1);
    }
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
  return { items: kept, rows: rowsOf(embeddings, dim), problems };
}

/** The error with the file's path in its message. */
function naming({ path }: DataItem, error: unknown): AppError {
  const { code, message, advice } = reportOf(error);
  const named = message.includes(path) ? message : `${path}: ${message}`;
  return new AppError(code, named, advice, { cause: error });
}

/** Encodes texts; one that occurs several times is encoded once. Rows are in the order of the texts. */
export async function embedTexts(
  texts: readonly string[],
  { encoder, signal, onStep }: Work,
): Promise<Rows> {
  // Texts of a length together: a batch is as long as its longest.
  const distinct = [...new Set(texts)].sort((a, b) => a.length - b.length);
  const embeddings = new Map<string, Float32Array>();
  for (let start = 0; start < distinct.length; start += TEXT_BATCH) {
    signal.throwIfAborted();
    const batch = distinct.slice(start, start + TEXT_BATCH);
    const encoded = await encoder.encodeText(batch);
    batch.forEach((text, i) => {
      embeddings.set(text, encoded[i] as Float32Array);
    });
    onStep(batch.length);
  }
  return rowsOf(
    texts.map((text) => embeddings.get(text) as Float32Array),
    encoder.model.dim,
  );
}
