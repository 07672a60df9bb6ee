import { dot } from '@/lib/vector/vector';

/** Directions along which vectors are sorted into cells. */
const AXES = 3;
const HEADS = 1 << 16;
/** Components that are compared before a vector counts as one that may be near. */
const AHEAD = 8;

/**
 * Finds vectors that are near without comparing all. Two vectors are no further apart along any direction than they are:
 * sorted into cells along three directions, those that are near lie in neighbouring cells.
 */
export class NearTable {
  private readonly heads = new Int32Array(HEADS);
  private next = new Int32Array(256);
  private ids = new Int32Array(256);
  /** The first components of each, [size * AHEAD]. */
  private components = new Float32Array(256 * AHEAD);
  size = 0;

  /**
   * @param axes unit vectors, [dim] each, up to three; along vectors of the same kind cells hold fewest
   * @param reach distance up to which vectors are near
   */
  constructor(
    private readonly axes: readonly Float32Array[],
    private readonly reach: number,
  ) {}

  /** @param id a number of the caller's, from 0 */
  add(id: number, vector: Float32Array): void {
    if (this.size === this.ids.length) {
      this.ids = grown(this.ids, Int32Array);
      this.next = grown(this.next, Int32Array);
      this.components = grown(this.components, Float32Array);
    }
    const [x, y, z] = this.cellOf(vector);
    const head = headOf(x, y, z);
    this.ids[this.size] = id;
    this.components.set(vector.subarray(0, AHEAD), this.size * AHEAD);
    this.next[this.size] = this.heads[head] as number;
    this.heads[head] = ++this.size;
  }

  /** Calls with the ids of all vectors that are near, and of some that are not, in no order, some perhaps several times. */
  near(vector: Float32Array, take: (id: number) => void): void {
    const [x, y, z] = this.cellOf(vector);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dz = -1; dz <= 1; dz++) {
          let after = this.heads[headOf(x + dx, y + dy, z + dz)] as number;
          while (after > 0) {
            if (this.isNear(after - 1, vector)) take(this.ids[after - 1] as number);
            after = this.next[after - 1] as number;
          }
        }
      }
    }
  }

  private isNear(number: number, vector: Float32Array): boolean {
    const { components, reach } = this;
    for (let i = 0; i < AHEAD && i < vector.length; i++) {
      const apart = (components[number * AHEAD + i] as number) - (vector[i] as number);
      if (apart > reach || apart < -reach) return false;
    }
    return true;
  }

  private cellOf(vector: Float32Array): readonly [number, number, number] {
    const along = (axis: number) => {
      const direction = this.axes[axis];
      // A little wider: sums of many products are rounded.
      return direction ? Math.floor(dot(direction, vector) / (1.01 * this.reach)) : 0;
    };
    return [along(0), along(1), along(AXES - 1)];
  }
}

function headOf(x: number, y: number, z: number): number {
  const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(z, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) & (HEADS - 1);
}

function grown<A extends Int32Array | Float32Array>(numbers: A, of: new (length: number) => A): A {
  const more = new of(2 * numbers.length);
  more.set(numbers);
  return more;
}
