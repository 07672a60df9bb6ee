import type { Feature } from '../core/features';
import type { Rendered } from '../core/render';

/** A mask on a coarse grid: cells of `cell`² pixels, row by row, as run lengths that begin with the empty run. */
export interface Mask {
  cell: number;
  runs: number[];
}

/** A feature as it is written to scenes.jsonl. Either `polygons` (and `count`) or `mask`. */
export interface FeatureRecord {
  name: string;
  adjective?: string;
  count?: number;
  polygons?: [number, number][][];
  mask?: Mask;
}

export const cellOf = (size: number): number => (size <= 512 ? 4 : 8);

/** Which cells are mostly of the given tags: side·side values 0 or 1. */
export function tagCells(scene: Rendered, mask: number): Uint8Array<ArrayBuffer> {
  const cell = cellOf(scene.size) * scene.factor;
  const side = Math.floor(scene.paint.n / cell);
  const out = new Uint8Array(side * side);
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      let hits = 0;
      for (let y = 0; y < cell; y++) {
        const row = (j * cell + y) * scene.paint.n + i * cell;
        for (let x = 0; x < cell; x++) hits += (mask >> (scene.paint.tag[row + x] as number)) & 1;
      }
      out[j * side + i] = hits * 2 > cell * cell ? 1 : 0;
    }
  }
  return out;
}

export function runLengths(cells: Uint8Array): number[] {
  const runs: number[] = [];
  let value = 0;
  let length = 0;
  for (const c of cells) {
    if (c !== value) {
      runs.push(length);
      value = c;
      length = 0;
    }
    length++;
  }
  runs.push(length);
  return runs;
}

export function record(scene: Rendered, feature: Feature): FeatureRecord {
  const head = {
    name: feature.name,
    ...(feature.adjective ? { adjective: feature.adjective } : {}),
  };
  if (feature.mass) {
    return {
      ...head,
      mask: {
        cell: cellOf(scene.size),
        runs: runLengths(tagCells(scene, feature.mask ?? 0)),
      },
    };
  }
  return {
    ...head,
    count: feature.polygons.length,
    polygons: feature.polygons,
  };
}
