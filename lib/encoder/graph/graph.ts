import { Constants } from './constants';
import { isBinary, pairwise } from './elementwise';
import { linearFrom, usersOf } from './fuse';
import { Layers } from './matmul';
import { type OnnxGraph, type OnnxNode, readOnnx } from './onnx-file';
import { OPERATORS, two } from './operators';
import { type Tensor, Unsupported } from './tensor';

/** A graph that can be run. */
export interface Graph {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** @throws RangeError where inputs do not fit the graph */
  run(feeds: Readonly<Record<string, Tensor>>): Map<string, Tensor>;
}

type Values = ReadonlyMap<string, Tensor>;
type Step = (values: Values) => Tensor;

const NOTHING: Values = new Map();

/**
 * An ONNX file as a program of its own, for small graphs: it is ready in milliseconds where ONNX Runtime has to
 * fetch and start 14 MB of WebAssembly first. What hangs on constants alone is computed here, once.
 *
 * @throws Unsupported where the graph holds what is not run here; RangeError where the file is broken
 */
export function openGraph(file: Uint8Array): Graph {
  const graph = readOnnx(file);
  const steps = compile(graph, file.length);
  return {
    inputs: graph.inputs,
    outputs: graph.outputs,
    run(feeds) {
      const values = new Map(Object.entries(feeds));
      for (const [name, step] of steps) values.set(name, step(values));
      return values;
    },
  };
}

function compile(graph: OnnxGraph, bytes: number): [string, Step][] {
  const steps: [string, Step][] = [];
  const constants: Constants = new Constants(graph, (node) => stepOf(node, constants)(NOTHING));
  const layers = new Layers(bytes);
  const users = usersOf(graph.nodes, graph.outputs);
  const done = new Set<OnnxNode>();
  for (const node of graph.nodes) {
    const [output = '', ...more] = node.outputs;
    if (more.length > 0) throw new Unsupported(`outputs of ${node.op}`);
    if (done.has(node) || constants.has(output)) continue;
    const linear = linearFrom(node, constants, users);
    const layer = linear && layers.open(linear);
    if (linear && layer) {
      steps.push([linear.output, (values) => layer(take(values, linear.input))]);
      for (const part of linear.nodes) done.add(part);
    } else {
      steps.push([output, stepOf(node, constants)]);
    }
  }
  return steps;
}

function stepOf({ op, inputs, attributes }: OnnxNode, constants: Constants): Step {
  const run = isBinary(op) ? two((x, y) => pairwise(op, x, y)) : OPERATORS[op]?.(attributes);
  if (!run) throw new Unsupported(op);
  const known = inputs.map((name) => constants.get(name));
  return (values) => run(inputs.map((name, i) => known[i] ?? take(values, name)));
}

function take(values: Values, name: string): Tensor {
  const value = values.get(name);
  if (!value) throw new RangeError(`nothing gives ${name || 'an input that was left out'}`);
  return value;
}
