import { decide, rocAuc, type Separated } from '@/lib/metrics/binary';
import { centerOf, type PatchGrid, type Rectangle } from '@/lib/patches/grid';
import { mapOf, peakOf, probabilityMatrix, relativeMap } from '@/lib/patches/relevance';
import { smoothMap } from '@/lib/patches/smooth';
import { mapOfWindows } from '@/lib/patches/windows';
import type { Scoring } from '@/lib/vector/scoring';
import { type Mosaic, mosaicTiles, tileAt } from './mosaics';
import type { LocalizationFigures } from './report';

/** Cosines of parts of a mosaic with the category prompts. */
export interface Parts {
  /** Where the parts lie, px of the mosaic. */
  readonly places: readonly Rectangle[];
  /** [parts * categories] */
  readonly cosines: Float32Array;
}

/** A mosaic as each method sees it. */
export interface MosaicView {
  /** Side of the mosaic, px. */
  readonly side: number;
  /** Patches of one pass over the whole mosaic, each with its neighbours' share; see lib/patches/smooth. */
  readonly dense: Parts & { readonly grid: PatchGrid };
  /** Overlapping windows, each encoded by itself. */
  readonly windows: Parts;
  /** The mosaic's own tiles, each encoded by itself. */
  readonly tiles: Parts;
  /** A grid of tiles that does not fit the mosaic's. */
  readonly unaligned: Parts;
}

const METHODS = [
  'dense',
  'denseRaw',
  'windows',
  'windowsRaw',
  'tiles',
  'tilesUnaligned',
  'tilesAgainstPrompts',
] as const;
type Method = (typeof METHODS)[number];

/** Collects answers mosaic by mosaic; nothing of a mosaic is kept but hits and maxima. */
export class LocalizationTally {
  private questions = 0;
  private mosaics = 0;
  private readonly hits = new Map<Method, number>();
  private readonly presence: { positive: number[]; negative: number[] }[];
  private readonly asked: { questions: number; hits: number }[];

  constructor(
    private readonly categories: readonly string[],
    private readonly scoring: Scoring,
  ) {
    this.presence = categories.map(() => ({ positive: [], negative: [] }));
    this.asked = categories.map(() => ({ questions: 0, hits: 0 }));
  }

  /** Asks a mosaic for each of its nine categories, and for the presence of all. */
  add(mosaic: Mosaic, view: MosaicView): void {
    const count = this.categories.length;
    const tiles = mosaicTiles(view.side);
    const probabilities = {
      dense: probabilityMatrix(view.dense.cosines, count, this.scoring),
      windows: probabilityMatrix(view.windows.cosines, count, this.scoring),
      tiles: probabilityMatrix(view.tiles.cosines, count, this.scoring),
    };
    const overDense = (category: number): Float32Array =>
      smoothMap(mapOf(probabilities.dense, count, category), view.dense.grid);
    const overWindows = (matrix: Float32Array, category: number): Float32Array =>
      mapOfWindows(view.dense.places, view.windows.places, mapOf(matrix, count, category));
    mosaic.forEach(({ category }, tile) => {
      const demo = ({ cosines }: Parts): Float32Array =>
        relativeMap(mapOf(cosines, count, category), this.scoring.logitScale);
      const answers: Record<Method, [Parts, Float32Array]> = {
        dense: [view.dense, overDense(category)],
        denseRaw: [view.dense, mapOf(view.dense.cosines, count, category)],
        windows: [view.dense, overWindows(probabilities.windows, category)],
        windowsRaw: [view.dense, overWindows(view.windows.cosines, category)],
        tiles: [view.tiles, demo(view.tiles)],
        tilesUnaligned: [view.unaligned, demo(view.unaligned)],
        tilesAgainstPrompts: [view.tiles, mapOf(probabilities.tiles, count, category)],
      };
      for (const method of METHODS) {
        const [{ places }, map] = answers[method];
        const peak = places[peakOf(map).index] as Rectangle;
        if (tileAt(tiles, centerOf(peak)) === tile) this.hit(method, category);
      }
      this.questions++;
      const asked = this.asked[category];
      if (asked) asked.questions++;
    });
    const held = new Set(mosaic.map(({ category }) => category));
    this.presence.forEach(({ positive, negative }, category) => {
      const { value } = peakOf(overDense(category));
      (held.has(category) ? positive : negative).push(value);
    });
    this.mosaics++;
  }

  private hit(method: Method, category: number): void {
    this.hits.set(method, (this.hits.get(method) ?? 0) + 1);
    const asked = this.asked[category];
    if (method === 'dense' && asked) asked.hits++;
  }

  /** Maxima of the dense maps of all categories together. */
  separated(): Separated {
    return {
      positive: this.presence.flatMap(({ positive }) => positive),
      negative: this.presence.flatMap(({ negative }) => negative),
    };
  }

  /** @param threshold model.json's, where it has one */
  figures(threshold?: number): Omit<LocalizationFigures, 'seed' | 'milliseconds'> {
    const shares = METHODS.map((method) => [
      method,
      (this.hits.get(method) ?? 0) / Math.max(1, this.questions),
    ]);
    const separated = this.separated();
    return {
      ...(Object.fromEntries(shares) as Record<Method, number>),
      presenceAuc: rocAuc(separated),
      ...(threshold !== undefined && { presence: decide(separated, threshold) }),
      mosaics: this.mosaics,
      questions: this.questions,
      perCategory: this.categories.map((category, c) => {
        const { questions, hits } = this.asked[c] ?? { questions: 0, hits: 0 };
        const presence = this.presence[c] ?? { positive: [], negative: [] };
        const dense = questions === 0 ? null : hits / questions;
        return { category, questions, dense, presenceAuc: rocAuc(presence) };
      }),
    };
  }
}
