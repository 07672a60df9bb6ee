import type { ElementType } from './proto';

/** Values that are part of a graph. They are made when they are written: one at a time is in memory. */
export interface Initializer {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: ElementType;
  /** Number of bytes that `values` gives. */
  readonly bytes: number;
  values(): Promise<Uint8Array>;
}

export interface Value {
  readonly name: string;
  readonly type: ElementType;
  /** Numbers, or names of what may vary. */
  readonly dims: readonly (number | string)[];
}

type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;

/** A graph in the making: nodes are added and give the names of what they compute. */
export class GraphBuilder {
  readonly nodes: object[] = [];
  readonly initializers: Initializer[] = [];
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  private readonly constants = new Map<string, string>();

  constructor(readonly name: string) {}

  input(name: string, type: ElementType, dims: Value['dims']): string {
    this.inputs.push({ name, type, dims });
    return name;
  }

  /** Adds a node. @returns name of its output */
  op(opType: string, input: readonly string[], attributes: Attributes = {}): string {
    return this.ops(opType, input, 1, attributes)[0] as string;
  }

  /** Adds a node with several outputs. */
  ops(
    opType: string,
    input: readonly string[],
    outputs: number,
    attributes: Attributes = {},
  ): string[] {
    const name = `${opType}_${this.nodes.length}`;
    const output = Array.from({ length: outputs }, (_, i) => (i === 0 ? name : `${name}.${i}`));
    this.nodes.push({ name, opType, input, output, attribute: attributesOf(attributes) });
    return output;
  }

  /** Names the output of a node as the graph's own. */
  output(from: string, name: string, dims: Value['dims']): void {
    this.nodes.push({ name: `Output_${name}`, opType: 'Identity', input: [from], output: [name] });
    this.outputs.push({ name, type: 'float', dims });
  }

  add(initializer: Initializer): string {
    this.initializers.push(initializer);
    return initializer.name;
  }

  /** int64 values, once each. @param dims [] for a single one */
  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant(`int64 ${values.join(',')} ${dims.join('x')}`, 'int64', dims, bytes);
  }

  /** float32 values, once each. */
  floats(
    values: readonly number[] | Float32Array<ArrayBuffer>,
    dims: readonly number[] = [],
  ): string {
    const bytes = new Uint8Array(Float32Array.from(values).buffer);
    const key =
      values.length > 16
        ? `floats_${this.initializers.length}`
        : `float ${values.join(',')} ${dims.join('x')}`;
    return this.constant(key, 'float', dims, bytes);
  }

  bytes(values: readonly number[], dims: readonly number[] = []): string {
    return this.constant(`uint8 ${values.join(',')}`, 'uint8', dims, Uint8Array.from(values));
  }

  private constant(
    key: string,
    type: ElementType,
    dims: readonly number[],
    bytes: Uint8Array,
  ): string {
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const name = `constant_${this.constants.size}`;
    this.constants.set(key, name);
    return this.add({ name, dims, type, bytes: bytes.length, values: async () => bytes });
  }
}

function attributesOf(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([name, value]) => {
    if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE.int };
    if (Array.isArray(value)) return { name, ints: value, type: ATTRIBUTE.ints };
    return { name, f: (value as { float: number }).float, type: ATTRIBUTE.float };
  });
}
