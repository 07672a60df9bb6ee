import type { Raster } from './guided';

/** A part of a map that belongs to one peak. */
export interface Basin {
  /** Where the peak is: index into the raster. */
  readonly peak: number;
  /** Its height. */
  readonly height: number;
  /** Indices of its pixels, highest first. */
  readonly pixels: readonly number[];
}

export interface BasinOptions {
  /** Pixels below this belong to nothing. */
  readonly level: number;
  /**
   * Two peaks are two things where the map falls between them below this share of the lower one; 0: whatever touches is
   * one.
   */
  readonly saddle: number;
  /** Pixels from which a peak can be a thing of its own. */
  readonly least: number;
}

/**
 * Parts a map into the surroundings of its peaks: pixels are taken from the highest down; each joins the basin that it
 * touches (by a side), and where two basins meet they become one unless the way between them is low enough.
 * @returns highest peak first
 */
export function basinsOf({ width, height, values }: Raster, options: BasinOptions): Basin[] {
  const { level, saddle, least } = options;
  const order: number[] = [];
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= level) order.push(i);
  order.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);

  const owner = new Int32Array(values.length).fill(-1);
  const parent: number[] = [];
  const members: number[][] = [];
  const rootOf = (basin: number): number => {
    let at = basin;
    while (parent[at] !== at) at = parent[at] as number;
    for (let on = basin; on !== at; ) {
      const next = parent[on] as number;
      parent[on] = at;
      on = next;
    }
    return at;
  };
  const top = (basin: number) => values[members[basin]?.[0] as number] as number;
  const isOne = (a: number, b: number, here: number) => {
    const [high, low] = top(a) >= top(b) ? [a, b] : [b, a];
    if ((members[low]?.length ?? 0) < least || (members[high]?.length ?? 0) < least) return true;
    return here > saddle * top(low);
  };

  for (const i of order) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const around = [
      x > 0 ? i - 1 : -1,
      x < width - 1 ? i + 1 : -1,
      y > 0 ? i - width : -1,
      y < height - 1 ? i + width : -1,
    ];
    const touched = new Set(
      around.filter((j) => j >= 0 && owner[j] !== -1).map((j) => rootOf(owner[j] as number)),
    );
    const [first, ...rest] = [...touched].sort((a, b) => top(b) - top(a));
    if (first === undefined) {
      owner[i] = parent.length;
      parent.push(parent.length);
      members.push([i]);
      continue;
    }
    owner[i] = first;
    members[first]?.push(i);
    for (const other of rest) {
      if (!isOne(first, other, values[i] as number)) continue;
      parent[other] = first;
      // One by one: a spread of a large basin would overflow the stack.
      for (const pixel of members[other] ?? []) members[first]?.push(pixel);
      members[other] = [];
    }
  }
  return members
    .filter((pixels, basin) => parent[basin] === basin && pixels.length > 0)
    .map((pixels) => ({
      peak: pixels[0] as number,
      height: values[pixels[0] as number] as number,
      pixels,
    }))
    .sort((a, b) => b.height - a.height);
}
