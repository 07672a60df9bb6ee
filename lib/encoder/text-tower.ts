import type { ModelManifest } from '@/lib/model/types';
import { type Graph, openGraph } from './graph/graph';
import { openSession, type Runner, releaseSession, rowsOf, runSession } from './runtime';

/** What makes embeddings of token ids. */
export interface TextTower {
  /** @returns [dim] for each row, not normalized */
  encode(rows: readonly number[][]): Promise<Float32Array<ArrayBuffer>[]>;
  release(): Promise<void>;
}

/** Files of no more bytes than this are run without ONNX Runtime, where they hold nothing that is not known here. */
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
  const graph = graphOf(onnx);
  if (!graph?.inputs.includes(INPUT) || !graph.outputs.includes(OUTPUT)) return null;
  return {
    async encode(rows) {
      // One by one: a batch would gain nothing here, and fill memory with padding.
      return rows.flatMap((row) => {
        const ids = { dims: [1, row.length], data: Int32Array.from(row) };
        return rowsOf(OUTPUT, graph.run({ [INPUT]: ids }).get(OUTPUT)?.data, 1, model.dim);
      });
    },
    async release() {},
  };
}

function graphOf(onnx: Uint8Array): Graph | null {
  try {
    return openGraph(onnx);
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
