import type { MapPlace } from './places';

/** Colours that items are told apart by. */
export const TINT_STEPS = 16;

/** How near all items of a map are to what is asked. */
export interface Similarities {
  /** Cosines, by row of the gallery. */
  readonly of: Float32Array;
  /** Of the items that lie on the map. */
  readonly least: number;
  readonly most: number;
}

/** @returns null where no item of the map has a similarity */
export function similaritiesOn(
  places: readonly MapPlace[],
  of: Float32Array | null,
): Similarities | null {
  if (!of) return null;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { row } of places) {
    const similarity = of[row];
    if (similarity === undefined) continue;
    least = Math.min(least, similarity);
    most = Math.max(most, similarity);
  }
  return least <= most ? { of, least, most } : null;
}

/** The step of an item's colour, 0 for the least similar; null where its similarity is not known. */
export function stepOf({ of, least, most }: Similarities, row: number): number | null {
  const similarity = of[row];
  if (similarity === undefined) return null;
  const share = most > least ? (similarity - least) / (most - least) : 1;
  return Math.round(Math.min(1, Math.max(0, share)) * (TINT_STEPS - 1));
}
