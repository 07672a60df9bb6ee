import { Root, Writer } from 'protobufjs';

/** The messages of ONNX (onnx.proto3) as far as a graph of this project needs them. */
const root = Root.fromJSON({
  nested: {
    OperatorSetId: {
      fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } },
    },
    Attribute: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        ints: { rule: 'repeated', type: 'int64', id: 8, options: { packed: false } },
        type: { type: 'int32', id: 20 },
      },
    },
    Node: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'Attribute', id: 5 },
      },
    },
    Dimension: {
      fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } },
    },
    Shape: { fields: { dim: { rule: 'repeated', type: 'Dimension', id: 1 } } },
    TensorType: { fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'Shape', id: 2 } } },
    Type: { fields: { tensorType: { type: 'TensorType', id: 1 } } },
    ValueInfo: { fields: { name: { type: 'string', id: 1 }, type: { type: 'Type', id: 2 } } },
    /** Without its initializers: those are streamed. */
    Graph: {
      fields: {
        node: { rule: 'repeated', type: 'Node', id: 1 },
        name: { type: 'string', id: 2 },
        input: { rule: 'repeated', type: 'ValueInfo', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfo', id: 12 },
      },
    },
    /** Without its graph: that comes after it. */
    Model: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        opsetImport: { rule: 'repeated', type: 'OperatorSetId', id: 8 },
      },
    },
  },
});

const GRAPH_OF_MODEL = 7;
const INITIALIZER_OF_GRAPH = 5;
const DIMS = 1;
const DATA_TYPE = 2;
const NAME = 8;
const RAW_DATA = 9;
/** Wire types. */
const VARINT = 0;
const BYTES = 2;

/** TensorProto.DataType. */
export const TYPES = { float: 1, uint8: 2, int64: 7, float16: 10 } as const;
export type ElementType = keyof typeof TYPES;

export function encode(message: 'Graph' | 'Model', value: object): Uint8Array {
  const type = root.lookupType(message);
  return type.encode(type.fromObject(value)).finish();
}

/** What comes before the graph's bytes in a model. */
export function graphHeader(length: number): Uint8Array {
  return new Writer().uint32(tag(GRAPH_OF_MODEL, BYTES)).uint32(length).finish();
}

/** What comes before a tensor's values in a graph. @param bytes number of the values' bytes */
export function tensorHeader(
  name: string,
  dims: readonly number[],
  type: ElementType,
  bytes: number,
): Uint8Array {
  const body = new Writer();
  for (const dim of dims) body.uint32(tag(DIMS, VARINT)).uint32(dim);
  body.uint32(tag(DATA_TYPE, VARINT)).uint32(TYPES[type]);
  body.uint32(tag(NAME, BYTES)).string(name);
  body.uint32(tag(RAW_DATA, BYTES)).uint32(bytes);
  const inner = body.finish();
  const outer = new Writer()
    .uint32(tag(INITIALIZER_OF_GRAPH, BYTES))
    .uint32(inner.length + bytes)
    .finish();
  return Buffer.concat([outer, inner]);
}

function tag(field: number, wire: number): number {
  return (field << 3) | wire;
}
