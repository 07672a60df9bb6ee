import { type Rows, rowsOf } from './rows';

/** Texts in a batch. A typed query waits for one batch at most. */
const TEXT_BATCH = 32;

/** Distinct texts, those of a length together: a batch is as long as its longest. */
function batchesOf(texts: readonly string[]): string[][] {
  const distinct = [...new Set(texts)].sort((a, b) => a.length - b.length);
  const batches: string[][] = [];
  for (let start = 0; start < distinct.length; start += TEXT_BATCH) {
    batches.push(distinct.slice(start, start + TEXT_BATCH));
  }
  return batches;
}

/**
 * Encodes texts; one that occurs several times is encoded once. The page and the command make the same batches, so
 * that their embeddings are the same to the last bit.
 * @param encode one batch; it may throw to stop
 * @returns rows in the order of the texts
 */
export async function embedAll(
  texts: readonly string[],
  dim: number,
  encode: (batch: readonly string[]) => Promise<readonly Float32Array[]>,
): Promise<Rows> {
  const embeddings = new Map<string, Float32Array>();
  for (const batch of batchesOf(texts)) {
    const encoded = await encode(batch);
    batch.forEach((text, i) => {
      embeddings.set(text, encoded[i] as Float32Array);
    });
  }
  return rowsOf(
    texts.map((text) => embeddings.get(text) as Float32Array),
    dim,
  );
}
