import { fieldsOf, numbersOf, textOf } from './protobuf';
import { type Tensor, tensorOf } from './tensor';

/** The part of an ONNX graph that is used here (onnx.proto3). */
export interface OnnxGraph {
  /** In an order in which they can be run. */
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, Tensor>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface OnnxNode {
  readonly op: string;
  /** Names; '' for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export type Attribute = number | string | readonly number[];

/** @throws RangeError where it is no ONNX file; Unsupported for tensors of a type that is not run here */
export function readOnnx(file: Uint8Array): OnnxGraph {
  for (const field of fieldsOf(file)) if (field.id === 7) return readGraph(field.bytes);
  throw new RangeError('there is no graph in it');
}

function readGraph(message: Uint8Array): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const constants = new Map<string, Tensor>();
  const [inputs, outputs]: [string[], string[]] = [[], []];
  for (const { id, bytes } of fieldsOf(message)) {
    if (id === 1) nodes.push(readNode(bytes));
    else if (id === 5) constants.set(...readTensor(bytes));
    else if (id === 11) inputs.push(nameOf(bytes));
    else if (id === 12) outputs.push(nameOf(bytes));
  }
  return { nodes, constants, inputs, outputs };
}

function readNode(message: Uint8Array): OnnxNode {
  const [inputs, outputs]: [string[], string[]] = [[], []];
  const attributes = new Map<string, Attribute>();
  let [op, domain] = ['', ''];
  for (const field of fieldsOf(message)) {
    if (field.id === 1) inputs.push(textOf(field));
    else if (field.id === 2) outputs.push(textOf(field));
    else if (field.id === 4) op = textOf(field);
    else if (field.id === 5) attributes.set(...readAttribute(field.bytes));
    else if (field.id === 7) domain = textOf(field);
  }
  return { op: domain ? `${domain}.${op}` : op, inputs, outputs, attributes };
}

function readAttribute(message: Uint8Array): [string, Attribute] {
  let name = '';
  let value: Attribute | undefined;
  const integers: number[] = [];
  for (const field of fieldsOf(message)) {
    if (field.id === 1) name = textOf(field);
    else if (field.id === 2 || field.id === 3) value = field.value;
    else if (field.id === 4) value = textOf(field);
    else if (field.id === 8) integers.push(...numbersOf(field));
  }
  return [name, value ?? integers];
}

function readTensor(message: Uint8Array): [string, Tensor] {
  const dims: number[] = [];
  let [name, type] = ['', 0];
  let raw: Uint8Array | undefined;
  for (const field of fieldsOf(message)) {
    if (field.id === 1) dims.push(...numbersOf(field));
    else if (field.id === 2) type = field.value;
    else if (field.id === 8) name = textOf(field);
    else if (field.id === 9) raw = field.bytes;
  }
  return [name, tensorOf(type, dims, raw)];
}

function nameOf(message: Uint8Array): string {
  for (const field of fieldsOf(message)) if (field.id === 1) return textOf(field);
  return '';
}
