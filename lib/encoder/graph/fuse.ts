import type { Constants } from './constants';
import type { OnnxNode } from './onnx-file';
import { type Tensor, TYPE } from './tensor';

/** A linear layer: `MatMul` by a constant, `Add` and `Gelu` in a row, done in one go. */
export interface Linear {
  readonly input: string;
  readonly output: string;
  readonly weight: Weight;
  /** [n] */
  readonly bias: Tensor | undefined;
  /** Whether GELU comes last. */
  readonly activated: boolean;
  /** The nodes that it stands for. */
  readonly nodes: readonly OnnxNode[];
}

/** [k, n] as the file keeps it: transposed, in 8 bits, with a scale a column. */
export interface Weight {
  /** int8 [n, k] */
  readonly columns: Int8Array;
  /** [n] */
  readonly scales: Float32Array;
  readonly k: number;
  readonly n: number;
}

/** The linear layer that begins with a node, or null. @param users the nodes that take a value, by its name */
export function linearFrom(
  node: OnnxNode,
  constants: Constants,
  users: ReadonlyMap<string, readonly OnnxNode[]>,
): Linear | null {
  const [input = '', right = ''] = node.inputs;
  if (node.op !== 'MatMul' || constants.has(input)) return null;
  const weight = weightOf(right, constants);
  if (!weight) return null;
  const nodes = [node];
  const next = (op: string) => {
    const after = users.get(nodes.at(-1)?.outputs[0] ?? '') ?? [];
    return after.length === 1 && after[0]?.op === op ? after[0] : undefined;
  };
  const add = next('Add');
  const bias = add && constants.stored(add.inputs[1]);
  const added = bias?.dims.length === 1 && bias.data.length === weight.n;
  if (add && added) nodes.push(add);
  const gelu = next('Gelu');
  if (gelu?.attributes.get('approximate') === 'tanh') nodes.push(gelu);
  const last = nodes.at(-1) as OnnxNode;
  return {
    input,
    output: last.outputs[0] as string,
    weight,
    bias: added ? bias : undefined,
    activated: last.op === 'Gelu',
    nodes,
  };
}

/** Transpose(Mul(Cast(int8 [n, k]), float [n, 1])); null for anything else. */
function weightOf(name: string, constants: Constants): Weight | null {
  const transpose = constants.maker(name);
  const mul = constants.maker(transpose?.inputs[0]);
  const cast = constants.maker(mul?.inputs[0]);
  if (transpose?.op !== 'Transpose' || mul?.op !== 'Mul' || cast?.op !== 'Cast') return null;
  const columns = constants.stored(cast.inputs[0]);
  const scales = constants.stored(mul.inputs[1]);
  const [n = 0, k = 0, ...more] = columns?.dims ?? [];
  const fits =
    String(transpose.attributes.get('perm')) === '1,0' &&
    cast.attributes.get('to') === TYPE.float &&
    more.length === 0 &&
    String(scales?.dims) === `${n},1`;
  if (!(fits && columns?.data instanceof Int8Array && scales?.data instanceof Float32Array)) {
    return null;
  }
  return { columns: columns.data, scales: scales.data, k, n };
}

/** Who takes each value. @param outputs names of the graph's outputs, which count as taken by somebody else */
export function usersOf(
  nodes: readonly OnnxNode[],
  outputs: readonly string[],
): Map<string, OnnxNode[]> {
  const outside: OnnxNode = { op: '', inputs: [], outputs: [], attributes: new Map() };
  const users = new Map<string, OnnxNode[]>(outputs.map((name) => [name, [outside]]));
  for (const node of nodes) {
    for (const name of new Set(node.inputs)) users.set(name, [...(users.get(name) ?? []), node]);
  }
  return users;
}
