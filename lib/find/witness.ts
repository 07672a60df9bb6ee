import { toPixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import type { ImageSpec } from '@/lib/model/types';
import {
  centerOf,
  contains,
  type PatchGrid,
  patchRectangle,
  type Rectangle,
} from '@/lib/patches/grid';
import { dot } from '@/lib/vector/vector';
import type { ImageEvidence } from './presence';

/** Side of the photographs that calibrations are of, px of the encoder's input at scale 1. */
const SIDE = 256;
/** Parts begin at multiples of this share of their side: words whose highest points are near share one. */
const STEP = 1 / 8;
/** Most places of a picture that are looked at. */
export const PLACES = 3;
/** A place is nearly as high as the highest point where its logit is at most this much lower. */
const NEARLY = 1;

export interface WitnessEncoder {
  readonly model: { readonly image: ImageSpec };
  /** @returns the embedding, normalized, [dim] */
  encodeImage(
    pixels: PixelValues,
    signal: AbortSignal,
  ): Promise<{ readonly embedding: Float32Array }>;
}

/** What of a picture a witness needs. */
export interface Witnessed {
  readonly width: number;
  readonly height: number;
  read(part: Rectangle): Parameters<typeof toPixelValues>[0];
}

/** A map, and the picture that it is of. */
export interface Looked {
  /** 0..1, [cells of `grid`], NaN where nothing is known. */
  readonly map: Float32Array;
  readonly grid: PatchGrid;
  readonly picture: Witnessed;
  /** Places that are looked at, at most. */
  readonly most?: number;
}

/**
 * The image embeddings of parts of a picture: a second witness, beside the map, of whether something is there. A part is as large
 * as the photographs that calibrations are of, so of such a photograph it is the whole.
 */
export class Witness {
  private readonly seen = new Map<string, Promise<Float32Array>>();

  /** @param scale px of the encoder's input a pixel of the picture, as the picture is surveyed */
  constructor(
    private readonly encoder: WitnessEncoder,
    private readonly scale: number,
  ) {}

  /**
   * Of a picture larger than such a photograph the map may be nearly as high in several places: then the part that fits the
   * text best is taken.
   * @param feature the text's embedding, normalized, [dim]
   * @param rivals embeddings of other texts
   * @returns cosines with the part around the map's highest point; nothing where the map knows nothing
   */
  async evidence(
    looked: Looked,
    feature: Float32Array,
    rivals: readonly Float32Array[] = [],
  ): Promise<ImageEvidence> {
    let best: { similarity: number; seen: Float32Array } | undefined;
    for (const part of partsOf(looked, this.scale)) {
      const seen = await this.embeddingOf(part, looked.picture);
      const similarity = dot(seen, feature);
      if (!best || similarity > best.similarity) best = { similarity, seen };
    }
    if (!best) return {};
    const { similarity, seen } = best;
    if (rivals.length === 0) return { similarity };
    return { similarity, rival: Math.max(...rivals.map((rival) => dot(seen, rival))) };
  }

  private embeddingOf(part: Rectangle, picture: Witnessed): Promise<Float32Array> {
    const key = `${part.x} ${part.y}`;
    const known = this.seen.get(key);
    if (known) return known;
    const embedding = this.encode(toPixelValues(picture.read(part), this.encoder.model.image));
    this.seen.set(key, embedding);
    embedding.catch(() => this.seen.delete(key));
    return embedding;
  }

  private async encode(pixels: PixelValues): Promise<Float32Array> {
    // Short, and of use to a later question even where this one is given up.
    const { signal } = new AbortController();
    return (await this.encoder.encodeImage(pixels, signal)).embedding.slice();
  }
}

/** Around the map's highest point, and around others that are nearly as high and lie outside of those before. */
function partsOf({ map, grid, picture, most = PLACES }: Looked, scale: number): Rectangle[] {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const parts: Rectangle[] = [];
  const isOutside = (cell: number) => {
    const center = centerOf(patchRectangle(grid, whole, cell));
    return !parts.some((part) => contains(part, center));
  };
  let least = Number.NEGATIVE_INFINITY;
  while (parts.length < most) {
    const cell = highest(map, isOutside);
    if (cell === undefined) break;
    const logit = logitOf(map[cell] as number);
    if (logit < least) break;
    if (parts.length === 0) least = logit - NEARLY;
    parts.push(partAround(cell, grid, picture, scale));
  }
  return parts;
}

function highest(map: Float32Array, isAsked: (cell: number) => boolean): number | undefined {
  let best: number | undefined;
  for (const [cell, value] of map.entries()) {
    if (Number.isNaN(value) || (best !== undefined && value <= (map[best] as number))) continue;
    if (isAsked(cell)) best = cell;
  }
  return best;
}

function logitOf(probability: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(p / (1 - p));
}

/** The square around a cell, as large as a photograph that calibrations are of, within the picture; whole px. */
export function partAround(
  cell: number,
  { rows, cols }: PatchGrid,
  { width, height }: Pick<Witnessed, 'width' | 'height'>,
  scale: number,
): Rectangle {
  const side = Math.min(width, height, Math.round(SIDE / Math.min(1, scale)));
  const step = Math.max(1, Math.round(side * STEP));
  const from = (index: number, count: number, length: number) => {
    const centre = ((index + 0.5) * length) / count;
    const start = Math.round((centre - side / 2) / step) * step;
    return Math.min(Math.max(0, start), length - side);
  };
  const x = from(cell % cols, cols, width);
  const y = from(Math.floor(cell / cols), rows, height);
  return { x, y, width: side, height: side };
}
