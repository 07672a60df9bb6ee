/**
 * Numbers in [0, 1) that are the same for the same seed on every machine: mulberry32 (T. Ettinger, public
 * domain). Good enough to draw mosaics; not for secrets.
 */
export function randomBySeed(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` different entries in random order (the first steps of a Fisher-Yates shuffle). */
export function sample<T>(from: readonly T[], count: number, random: () => number): T[] {
  const rest = [...from];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    taken.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return taken;
}
