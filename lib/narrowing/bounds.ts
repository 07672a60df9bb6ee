import { type Box, boxAround, touches } from './box';

/** What an item needs for it to be within bounds. */
export interface Bounded {
  /** Px. */
  readonly width?: number;
  readonly height?: number;
  /** Day or moment, ISO 8601. */
  readonly date?: string;
  readonly bbox?: Box;
}

/** Null asks for nothing. An item that does not say lies within no bounds. */
export interface Bounds {
  /** First and last day, `2024-05-31`, both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** Px that its shorter side has at least. */
  readonly size: number | null;
  /** A box that its own touches. */
  readonly bbox: Box | null;
}

export type Bound = keyof Bounds;
/** The bounds, in the order in which they are shown. */
export const BOUNDS = ['from', 'to', 'size', 'bbox'] as const satisfies readonly Bound[];

export const NO_BOUNDS: Bounds = { from: null, to: null, size: null, bbox: null };

export function isWithin(item: Bounded, { from, to, size, bbox }: Bounds): boolean {
  if (size !== null && shorterSide(item) < size) return false;
  if (bbox !== null && !(item.bbox && touches(item.bbox, bbox))) return false;
  if (from === null && to === null) return true;
  const day = item.date?.slice(0, DAY);
  return day !== undefined && (from === null || day >= from) && (to === null || day <= to);
}

/** Characters of `2024-05-31`. */
const DAY = 10;

function shorterSide({ width = 0, height = 0 }: Bounded): number {
  return Math.min(width, height);
}

/** First and last day of items, and how many of them have one; null where none has. */
export interface Dates {
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

export function datesOf(items: readonly Bounded[]): Dates | null {
  const days = items.flatMap(({ date }) => (date ? [date.slice(0, DAY)] : [])).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : { first, last, count: days.length };
}

/** The narrowest box around items, and how many of them say where they lie; null where none does. */
export interface Places {
  readonly box: Box;
  readonly count: number;
}

export function placesOf(items: readonly Bounded[]): Places | null {
  const boxes = items.flatMap(({ bbox }) => (bbox ? [bbox] : []));
  const box = boxAround(boxes);
  return box && { box, count: boxes.length };
}

/** A size, px, and how many items reach it. */
export interface SizeCount {
  readonly size: number;
  readonly count: number;
}

const SIZES = [64, 128, 256, 512, 1024, 2048, 4096, 8192];

/** Steps of size that some items reach and others do not. */
export function sizesOf(items: readonly Bounded[]): readonly SizeCount[] {
  const sides = items.map(shorterSide);
  return SIZES.map((size) => ({
    size,
    count: sides.reduce((sum, side) => sum + (side >= size ? 1 : 0), 0),
  })).filter(({ count }) => count > 0 && count < items.length);
}
