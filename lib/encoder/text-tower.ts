import type { ModelManifest, TextSpec } from '@/lib/model/types';
import { CompactTextTower } from './compact/compact-text';
import { Unsupported } from './compact/tensor';
import {
  modelInvalid,
  openSession,
  type Runner,
  releaseSession,
  rowsOf,
  runSession,
} from './runtime';

/** What makes embeddings of token ids. */
export interface TextTower {
  /** @returns [dim] for each row, not normalized */
  encode(rows: readonly number[][]): Promise<Float32Array<ArrayBuffer>[]>;
  release(): Promise<void>;
}

const INPUT = 'input_ids';
const OUTPUT = 'text_embeds';

/**
 * The tower of a model whose `textRunner` is `compact`.
 * @returns null where this machine has no SIMD: then ONNX Runtime runs the same file
 * @throws AppError model-invalid where the file is not of the compact recipe
 */
export function openCompactTower(onnx: Uint8Array, model: ModelManifest): TextTower | null {
  const tower = readTower(onnx);
  if (!tower) return null;
  return {
    // One by one: a batch would gain nothing here.
    encode: async (rows) => rows.flatMap((ids) => rowsOf(OUTPUT, tower.encode(ids), 1, model.dim)),
    async release() {},
  };
}

function readTower(onnx: Uint8Array): CompactTextTower | null {
  try {
    return CompactTextTower.open(onnx);
  } catch (cause) {
    if (!(cause instanceof Unsupported || cause instanceof RangeError)) throw cause;
    throw modelInvalid('is not of the compact recipe, which textRunner in model.json names', cause);
  }
}

/** @throws AppError model-invalid | backend-missing */
export async function openOnnxTower(
  runner: Runner,
  onnx: Uint8Array,
  model: ModelManifest,
): Promise<TextTower> {
  const session = await openSession(runner, onnx, [INPUT], [OUTPUT]);
  return {
    async encode(rows) {
      const { ids, dims } = padded(rows, model.text);
      const tensor = new runner.runtime.Tensor('int64', BigInt64Array.from(ids, BigInt), dims);
      const [embeddings] = await runSession(session, { [INPUT]: tensor }, { [OUTPUT]: model.dim });
      return embeddings ?? [];
    },
    release: () => releaseSession(session),
  };
}

/** Rows of one length, [rows, length]. */
function padded(
  rows: readonly number[][],
  { padToken, padding, contextLength }: TextSpec,
): { ids: Int32Array; dims: number[] } {
  const longest = Math.max(...rows.map((ids) => ids.length));
  const length = padding === 'context' ? contextLength : longest;
  const ids = new Int32Array(rows.length * length).fill(padToken);
  rows.forEach((row, r) => {
    ids.set(row, r * length);
  });
  return { ids, dims: [rows.length, length] };
}
