import type { DenseEncoding } from '@/lib/encoder/encoder';
import type { OpenPicture } from '@/lib/image/picture';
import { toWholePixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import type { PatchGrid, Rectangle } from '@/lib/patches/grid';
import type { Raster } from '@/lib/patches/guided';
import { brightnessOf } from './brightness';
import { HeadRows } from './head-rows';
import { nextTask } from './next-task';
import type { CellBlock, Shot, SurveyPlan } from './plan';
import type { ImageEvidence } from './presence';
import type { SurveyProgress } from './types';
import { PLACES, Witness } from './witness';

/** Patches of a photograph at 320 px. */
const CALIBRATED_CELLS = 10 * 10;
/** Longer side of the raster that outlines are drawn on, px. */
const GUIDE_SIDE = 768;

/** The part of the encoder that a survey needs. */
export interface SurveyEncoder {
  readonly model: Pick<ModelManifest, 'dim' | 'image' | 'patches'>;
  /** @returns the embedding, normalized, [dim] */
  encodeImage(
    pixels: PixelValues,
    signal: AbortSignal,
  ): Promise<{ readonly embedding: Float32Array }>;
  encodeDense(pixels: PixelValues, signal: AbortSignal): Promise<DenseEncoding>;
}

/**
 * Encodes a picture by a plan, run by run, and keeps the embeddings: of cells (dense, tiles) or of windows. Progress
 * can be read at any time; rows that are not encoded yet are not `filled`.
 */
export class SurveyRun {
  /** Cells of the maps: the head's where there is one, else the plan's. */
  readonly grid: PatchGrid;
  /** Row-major, one row a cell of the plan or a window, not normalized. */
  readonly rows: Float32Array;
  /** Dense embeddings of the head, a row a cell of `grid`; null without a head, and for other methods. */
  readonly head: HeadRows | null;
  /** 1 where the row is there. */
  readonly filled: Uint8Array;
  /** Resolves at the end; rejects with what stopped it. */
  readonly finished: Promise<void>;

  /** Cells of the head along a patch's side. */
  private readonly factor: number;
  private guide: Raster | undefined;
  private readonly witness: Witness;
  private done = 0;
  private milliseconds = 0;
  private readonly controller = new AbortController();
  private wake: () => void = () => {};
  private turned: Promise<void>;

  constructor(
    readonly plan: SurveyPlan,
    /** Closed and opened again, it is another object with the same pixels. */
    public picture: OpenPicture,
    private readonly encoder: SurveyEncoder,
  ) {
    const { dim, image, patches } = encoder.model;
    const { rows, cols } = plan.grid;
    const count = plan.method === 'windows' ? plan.shots.length : rows * cols;
    this.factor = plan.method === 'dense' && patches ? image.patch / patches.stride : 1;
    this.grid = { rows: rows * this.factor, cols: cols * this.factor };
    const fine = this.grid.rows * this.grid.cols;
    this.head = plan.method === 'dense' && patches ? new HeadRows(fine, patches.dim) : null;
    this.rows = new Float32Array(count * dim);
    this.filled = new Uint8Array(count);
    this.witness = new Witness(encoder, plan.scale);
    this.turned = this.nextTurn();
    this.finished = this.run();
    this.finished.catch(() => {}); // `waitForProgress` rejects with it; this avoids an unhandled rejection.
  }

  /** Its area as the encoder sees it, in photographs such as calibrations were made on. */
  get area(): number {
    const { grid, method } = this.plan;
    return method === 'dense' ? (grid.rows * grid.cols) / CALIBRATED_CELLS : 1;
  }

  /** Memory that its embeddings take. */
  get bytes(): number {
    return this.rows.byteLength + this.filled.byteLength + (this.head?.bytes ?? 0);
  }

  get complete(): boolean {
    return this.done >= this.plan.shots.length;
  }

  /** The picture's brightness, for outlines. */
  brightness(): Raster {
    this.guide ??= brightnessOf(this.picture, GUIDE_SIDE);
    return this.guide;
  }

  /**
   * What the image around the highest point of a text's map says of the text.
   * @param map [cells of `grid`]
   * @param feature the text's embedding, normalized, [dim]
   * @param rivals embeddings of other texts
   * @returns nothing where the map knows nothing yet
   */
  imageEvidence(
    map: Float32Array,
    feature: Float32Array,
    rivals: readonly Float32Array[],
  ): Promise<ImageEvidence> {
    // While it is being encoded, the answer is made four times a second, and the highest point moves.
    const most = this.complete ? PLACES : 1;
    return this.witness.evidence(
      { map, grid: this.grid, picture: this.picture, most },
      feature,
      rivals,
    );
  }

  get progress(): SurveyProgress {
    return { done: this.done, total: this.plan.shots.length, milliseconds: this.milliseconds };
  }

  /** Places of the windows, px of the picture. */
  get windows(): readonly Rectangle[] {
    return this.plan.shots.map(({ part }) => part);
  }

  /** Resolves when more than `done` runs are done, or all. @throws what stopped the encoding */
  async waitForProgress(done: number): Promise<SurveyProgress> {
    while (this.done <= done && this.done < this.plan.shots.length) {
      await Promise.race([this.turned, this.finished]);
    }
    return this.progress;
  }

  /** Stops the encoding; `waitForProgress` rejects with cancelled. What has been encoded stays. */
  stop(): void {
    this.controller.abort();
  }

  /** A part of the picture, as the encoder sees it. */
  look(part: Rectangle, input: Shot['input']): PixelValues {
    const { image } = this.encoder.model;
    return toWholePixelValues(this.picture.read(part), image, input.width, input.height);
  }

  /** 1 where a cell of `grid` is there. */
  filledFine(): Uint8Array {
    const { factor, filled, grid, plan } = this;
    return Uint8Array.from({ length: grid.rows * grid.cols }, (_, i) => {
      const row = Math.floor(Math.floor(i / grid.cols) / factor);
      return filled[row * plan.grid.cols + Math.floor((i % grid.cols) / factor)] as number;
    });
  }

  private async run(): Promise<void> {
    // The caller gets the survey first, and can ask for a preview before the encoding occupies the thread.
    await nextTask();
    for (const [i, shot] of this.plan.shots.entries()) {
      const start = performance.now();
      await this.take(i, shot);
      this.milliseconds += performance.now() - start;
      this.done++;
      const { wake } = this;
      this.turned = this.nextTurn();
      wake();
      await nextTask();
    }
  }

  private nextTurn(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private async take(i: number, shot: Shot): Promise<void> {
    const { encoder } = this;
    const { signal } = this.controller;
    const pixels = this.look(shot.part, shot.input);
    if (shot.core) {
      const { patches, head } = await encoder.encodeDense(pixels, signal);
      this.keep(shot.core, shot.input.width / encoder.model.image.patch, patches, head);
      return;
    }
    const { embedding } = await encoder.encodeImage(pixels, signal);
    this.rows.set(embedding, i * embedding.length);
    this.filled[i] = 1;
  }

  /** @param across patches of a row of the run */
  private keep(
    { cells, at }: NonNullable<Shot['core']>,
    across: number,
    patches: Float32Array,
    head: Float32Array | null,
  ): void {
    const { dim } = this.encoder.model;
    for (let row = 0; row < cells.rows; row++) {
      const from = (at.row + row) * across + at.col;
      const to = (cells.row + row) * this.plan.grid.cols + cells.col;
      this.rows.set(patches.subarray(from * dim, (from + cells.cols) * dim), to * dim);
      this.filled.fill(1, to, to + cells.cols);
    }
    if (head) this.keepHead(cells, at, across, head);
  }

  private keepHead(
    cells: CellBlock,
    at: { readonly row: number; readonly col: number },
    across: number,
    head: Float32Array,
  ): void {
    const { factor, grid } = this;
    const dim = this.head?.dim ?? 0;
    for (let row = 0; row < cells.rows * factor; row++) {
      for (let col = 0; col < cells.cols * factor; col++) {
        const from = ((at.row * factor + row) * across * factor + at.col * factor + col) * dim;
        const to = (cells.row * factor + row) * grid.cols + cells.col * factor + col;
        this.head?.set(to, head.subarray(from, from + dim));
      }
    }
  }
}
