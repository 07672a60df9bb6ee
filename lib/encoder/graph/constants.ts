import type { OnnxGraph, OnnxNode } from './onnx-file';
import type { Tensor } from './tensor';

/** What of a graph does not hang on its inputs. Computed when it is asked for, and once. */
export class Constants {
  private readonly known: Map<string, Tensor>;
  private readonly makers: ReadonlyMap<string, OnnxNode>;
  private readonly constant = new Map<string, boolean>();

  /** @param evaluate runs a node whose inputs are constants */
  constructor(
    graph: OnnxGraph,
    private readonly evaluate: (node: OnnxNode) => Tensor,
  ) {
    this.known = new Map(graph.constants);
    this.makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node])));
  }

  has(name: string): boolean {
    if (this.known.has(name)) return true;
    const known = this.constant.get(name);
    if (known !== undefined) return known;
    const maker = this.makers.get(name);
    const constant = maker?.inputs.every((input) => input === '' || this.has(input)) ?? false;
    this.constant.set(name, constant);
    return constant;
  }

  get(name: string): Tensor | undefined {
    const known = this.known.get(name);
    if (known || !this.has(name)) return known;
    const value = this.evaluate(this.makers.get(name) as OnnxNode);
    this.known.set(name, value);
    return value;
  }

  /** A value that lies in the file. */
  stored(name: string | undefined): Tensor | undefined {
    return this.known.get(name ?? '');
  }

  /** The node that makes a value. */
  maker(name: string | undefined): OnnxNode | undefined {
    return this.makers.get(name ?? '');
  }
}
