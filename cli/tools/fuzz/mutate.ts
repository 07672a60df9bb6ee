/** Half of the changes fall into the first bytes, where headers and directories lie. */
const HEAD = 512;
/** Values at which sizes and offsets overflow. */
const EDGES = [0, 1, 0x7f, 0x80, 0xfe, 0xff];

type Change = (bytes: Uint8Array, at: number, random: () => number) => Uint8Array;

const CHANGES: readonly Change[] = [
  // One bit.
  (bytes, at, random) => {
    bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8));
    return bytes;
  },
  // One to four bytes at an edge.
  (bytes, at, random) => {
    const value = EDGES[Math.floor(random() * EDGES.length)] as number;
    return bytes.fill(value, at, at + 1 + Math.floor(random() * 4));
  },
  // The end is missing.
  (bytes, at) => bytes.slice(0, Math.max(1, at)),
  // A range is missing.
  (bytes, at, random) => {
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 64));
    return joined(bytes.subarray(0, at), bytes.subarray(end));
  },
  // A range stands twice.
  (bytes, at, random) => {
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 64));
    return joined(bytes.subarray(0, end), bytes.subarray(at));
  },
  // Noise.
  (bytes, at, random) => {
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 32));
    for (let i = at; i < end; i++) bytes[i] = Math.floor(random() * 256);
    return bytes;
  },
];

/** A copy of `bytes` with one to three changes. */
export function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  let out: Uint8Array = bytes.slice();
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
    const reach = random() < 0.5 ? Math.min(HEAD, out.length) : out.length;
    const change = CHANGES[Math.floor(random() * CHANGES.length)] as Change;
    out = change(out, Math.floor(random() * reach), random);
  }
  return out;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
