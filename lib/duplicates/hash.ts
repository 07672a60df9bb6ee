/** Side of the grey picture that a hash is made of, px. */
export const HASH_SIDE = 32;
/** Waves along each side of which the hash keeps the sign. */
const WAVES = 8;

/**
 * A perceptual hash: signs of the 64 longest waves of a picture (DCT-II), by which re-encoded, scaled and slightly
 * cropped copies are known. Bit `8 * v + u` is wave `u` across and `v` down; that of the mean is always 0.
 */
export type PictureHash = readonly [low: number, high: number];

/** cos(π (2x + 1) u / 2N), [u * N + x] */
const COSINES = Float64Array.from({ length: WAVES * HASH_SIDE }, (_, i) => {
  const [u, x] = [Math.floor(i / HASH_SIDE), i % HASH_SIDE];
  return Math.cos((Math.PI * (2 * x + 1) * u) / (2 * HASH_SIDE));
});

/** A wave of less than this is noise: two levels of brightness, at random, make half of it. */
const FAINT = 64;
/** A picture with fewer waves is as good as blank: nothing in it tells it from another. */
const LEAST_WAVES = 16;

/**
 * @param grey brightness, 0..255, of a picture that was scaled to {@link HASH_SIDE} a side, whatever its shape, row-major
 * @returns null of a picture in which there is next to nothing
 */
export function hashOf(grey: ArrayLike<number>): PictureHash | null {
  const across = new Float64Array(HASH_SIDE * WAVES);
  for (let y = 0; y < HASH_SIDE; y++) {
    for (let u = 0; u < WAVES; u++) {
      let sum = 0;
      for (let x = 0; x < HASH_SIDE; x++) {
        sum += (grey[y * HASH_SIDE + x] ?? 0) * (COSINES[u * HASH_SIDE + x] as number);
      }
      across[y * WAVES + u] = sum;
    }
  }
  const words = [0, 0] as [number, number];
  let waves = 0;
  for (let bit = 1; bit < WAVES * WAVES; bit++) {
    const [v, u] = [Math.floor(bit / WAVES), bit % WAVES];
    let sum = 0;
    for (let y = 0; y < HASH_SIDE; y++) {
      sum += (across[y * WAVES + u] as number) * (COSINES[v * HASH_SIDE + y] as number);
    }
    if (Math.abs(sum) > FAINT) waves++;
    if (sum > 0) words[bit >> 5] = (words[bit >> 5] as number) | (1 << (bit & 31));
  }
  return waves < LEAST_WAVES ? null : [words[0] >>> 0, words[1] >>> 0];
}

/** Number of bits in which two hashes differ, 0..63. */
export function hashDistance(a: PictureHash, b: PictureHash): number {
  return ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);
}

/** Number of bits of a word of 32 that are set. */
export function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** The hashes of a picture turned by quarters and mirrored, itself first: its waves change places and signs. */
export function turnsOf(hash: PictureHash): readonly PictureHash[] {
  return TURNS.map(({ from, flip }) => {
    const [low, high] = movedBits(hash, from);
    return [(low ^ flip[0]) >>> 0, (high ^ flip[1]) >>> 0] as const;
  });
}

/** @param from where each of the 64 bits comes from */
function movedBits(hash: PictureHash, from: readonly number[]): PictureHash {
  const words = [0, 0] as [number, number];
  for (let bit = 0; bit < WAVES * WAVES; bit++) {
    const source = from[bit] as number;
    const word = (bit >> 5) as 0 | 1;
    words[word] |= ((hash[(source >> 5) as 0 | 1] >>> (source & 31)) & 1) << (bit & 31);
  }
  return [words[0] >>> 0, words[1] >>> 0];
}

/** A function that moves the bits of a hash, a byte at a time: tables say where those of each byte go. */
function moverOf(from: readonly number[]): (hash: PictureHash) => PictureHash {
  const lows = new Uint32Array(8 * 256);
  const highs = new Uint32Array(8 * 256);
  for (let i = 0; i < lows.length; i++) {
    const [byte, value] = [i >> 8, (i & 255) << (8 * ((i >> 8) % 4))];
    [lows[i], highs[i]] = movedBits(byte < 4 ? [value, 0] : [0, value], from);
  }
  return ([low, high]) => {
    let [movedLow, movedHigh] = [0, 0];
    for (let byte = 0; byte < 8; byte++) {
      const value = ((byte < 4 ? low : high) >>> (8 * (byte % 4))) & 255;
      movedLow |= lows[256 * byte + value] as number;
      movedHigh |= highs[256 * byte + value] as number;
    }
    return [movedLow, movedHigh];
  };
}

const EACH_BIT = Array.from({ length: WAVES * WAVES }, (_, bit) => bit);
/** Wave `v` down and `u` across of a bit. */
const waveOf = (bit: number) => [Math.floor(bit / WAVES), bit % WAVES] as const;

/** Where the bits of a picture come from whose sides are swapped. */
const SWAPPED = EACH_BIT.map((bit) => (bit % WAVES) * WAVES + Math.floor(bit / WAVES));

/** Of each of the eight ways to lay a square: where each bit comes from, and which ones change their sign. */
const TURNS = [EACH_BIT, SWAPPED].flatMap((from) =>
  [0, 1].flatMap((across) =>
    [0, 1].map((down) => {
      const flip = [0, 0] as [number, number];
      for (const bit of EACH_BIT) {
        // A mirrored wave of an odd number is its own negative.
        const [v, u] = waveOf(bit);
        flip[(bit >> 5) as 0 | 1] |= (((across & u) ^ (down & v)) & 1) << (bit & 31);
      }
      return { from, flip };
    }),
  ),
);

/** The bits, by whether their waves are of an even or odd number, `2 * across + down`, 16 of each. */
const PARITIES = [0, 1, 2, 3].flatMap((parity) =>
  EACH_BIT.filter((bit) => {
    const [v, u] = waveOf(bit);
    return 2 * (u % 2) + (v % 2) === parity;
  }),
);

/**
 * A hash, its bits sorted by whether their waves are of an even or odd number: in four sixteens, of which each stays or
 * changes all its signs where the picture is mirrored.
 */
export const byParity = moverOf(PARITIES);
/** The same of the picture with its sides swapped. */
export const byParitySwapped = moverOf(PARITIES.map((bit) => SWAPPED[bit] as number));

/** A hash as 16 hexadecimal digits. */
export function printHash([low, high]: PictureHash): string {
  return [high, low].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** @returns null where the text is none */
export function parseHash(text: string): PictureHash | null {
  if (!/^[0-9a-f]{16}$/.test(text)) return null;
  return [Number.parseInt(text.slice(8), 16), Number.parseInt(text.slice(0, 8), 16)];
}
