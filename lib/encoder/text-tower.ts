import type { ModelManifest } from '@/lib/model/types';
import { CompactTextTower } from './compact/compact-text';
import { openSession, type Runner, releaseSession, rowsOf, runSession } from './runtime';

/** What makes embeddings of token ids. */
export interface TextTower {
  /** @returns [dim] for each row, not normalized */
  encode(rows: readonly number[][]): Promise<Float32Array<ArrayBuffer>[]>;
  release(): Promise<void>;
}

/** Files of no more bytes than this may be of the compact recipe, which is run without ONNX Runtime. */
const SMALL = 8e6;

const INPUT = 'input_ids';
const OUTPUT = 'text_embeds';

/** Whether a text tower of this size may do without the runtime. */
export function isSmall(bytes: number): boolean {
  return bytes <= SMALL;
}

/** @returns null where ONNX Runtime must say what becomes of this file */
export function openSmallTower(onnx: Uint8Array, model: ModelManifest): TextTower | null {
  if (!isSmall(onnx.length)) return null;
  try {
    const tower = CompactTextTower.open(onnx);
    return {
      // One by one: a batch would gain nothing here.
      encode: async (rows) =>
        rows.flatMap((ids) => rowsOf(OUTPUT, tower.encode(ids), 1, model.dim)),
      async release() {},
    };
  } catch {
    return null;
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
      const { ids, dims } = padded(rows, model.text.padToken);
      const tensor = new runner.runtime.Tensor('int64', BigInt64Array.from(ids, BigInt), dims);
      const [embeddings] = await runSession(session, { [INPUT]: tensor }, { [OUTPUT]: model.dim });
      return embeddings ?? [];
    },
    release: () => releaseSession(session),
  };
}

/** Rows of one length, [rows, length]. */
function padded(rows: readonly number[][], pad: number): { ids: Int32Array; dims: number[] } {
  const length = Math.max(...rows.map((ids) => ids.length));
  const ids = new Int32Array(rows.length * length).fill(pad);
  rows.forEach((row, r) => {
    ids.set(row, r * length);
  });
  return { ids, dims: [rows.length, length] };
}
