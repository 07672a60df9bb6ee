/** What search-index uses of the generated script. */
export interface HierarchicalNSW {
  initIndex(maxElements: number, m: number, efConstruction: number, randomSeed: number): void;
  /** Throws WebAssembly.Exception where the file is broken. `/hnswlib-index/` goes before the name. */
  readIndex(name: string, maxElements: number): void;
  /** Writes the file, then throws because there is no IndexedDB file system to keep it in. */
  writeIndex(name: string): void;
  addPoint(point: Float32Array, label: number, replaceDeleted: boolean): void;
  searchKnn(
    query: Float32Array,
    k: number,
    filter: ((label: number) => boolean) | undefined,
  ): { distances: number[]; neighbors: number[] };
  setEfSearch(ef: number): void;
  getCurrentCount(): number;
  /** Frees the memory; the object must not be used any more. */
  delete(): void;
}

export interface Hnswlib {
  readonly HierarchicalNSW: new (
    space: 'ip' | 'l2' | 'cosine',
    dim: number,
    autoSaveFilename: string,
  ) => HierarchicalNSW;
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array<ArrayBuffer>;
    unlink(path: string): void;
  };
}

export default function hnswlib(options: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    ready: (instance: WebAssembly.Instance) => void,
  ): Record<string, never>;
}): Promise<Hnswlib>;
