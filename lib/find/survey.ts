import type { OpenPicture } from '@/lib/image/picture';
import { toWholePixelValues } from '@/lib/image/preprocess';
import type { PixelValues } from '@/lib/image/types';
import type { ImageSpec } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import { nextTask } from './next-task';
import type { Shot, SurveyPlan } from './plan';
import type { SurveyProgress } from './types';

/** What one run of the encoder gives of an image. */
export interface Encoding {
  /** Normalized, [dim]. */
  readonly embedding: Float32Array;
  /** [rows * cols * dim] */
  readonly patches: Float32Array;
}

export type EncodeImage = (pixels: PixelValues, signal: AbortSignal) => Promise<Encoding>;

/**
 * Encodes a picture by a plan, run by run, and keeps the embeddings: of cells (dense, tiles) or of windows. It can be
 * asked at any time how far it is; what is not there yet is a row that is not `filled`.
 */
export class SurveyRun {
  /** Row-major, one row a cell or window, not normalized. */
  readonly rows: Float32Array;
  /** 1 where the row is there. */
  readonly filled: Uint8Array;
  /** Resolves at the end; rejects with what stopped it. */
  readonly finished: Promise<void>;

  private done = 0;
  private milliseconds = 0;
  private readonly controller = new AbortController();
  private wake: () => void = () => {};
  private turned: Promise<void>;

  constructor(
    readonly plan: SurveyPlan,
    readonly picture: OpenPicture,
    private readonly spec: ImageSpec,
    private readonly dim: number,
    private readonly encode: EncodeImage,
  ) {
    const count = plan.method === 'windows' ? plan.shots.length : plan.grid.rows * plan.grid.cols;
    this.rows = new Float32Array(count * dim);
    this.filled = new Uint8Array(count);
    this.turned = this.nextTurn();
    this.finished = this.run();
    this.finished.catch(() => {}); // Told to whoever waits in `surveyed`.
  }

  get progress(): SurveyProgress {
    return { done: this.done, total: this.plan.shots.length, milliseconds: this.milliseconds };
  }

  /** Places of the windows, px of the picture. */
  get windows(): readonly Rectangle[] {
    return this.plan.shots.map(({ part }) => part);
  }

  /** Resolves when more than `done` runs are done, or all. @throws what stopped the encoding */
  async surveyed(done: number): Promise<SurveyProgress> {
    while (this.done <= done && this.done < this.plan.shots.length) {
      await Promise.race([this.turned, this.finished]);
    }
    return this.progress;
  }

  /** Stops the encoding; `surveyed` rejects with cancelled. What has been encoded stays. */
  stop(): void {
    this.controller.abort();
  }

  /** A part of the picture, as the encoder sees it. */
  look(part: Rectangle, input: Shot['input']): PixelValues {
    return toWholePixelValues(this.picture.read(part), this.spec, input.width, input.height);
  }

  private async run(): Promise<void> {
    // Whoever began it is told of it first, and can ask for a preview before the encoding takes the thread.
    await nextTask();
    for (const [i, shot] of this.plan.shots.entries()) {
      const start = performance.now();
      const encoding = await this.encode(this.look(shot.part, shot.input), this.controller.signal);
      this.keep(i, shot, encoding);
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

  private keep(i: number, { core, input }: Shot, { embedding, patches }: Encoding): void {
    if (!core) {
      this.rows.set(embedding, i * this.dim);
      this.filled[i] = 1;
      return;
    }
    const { cells, at } = core;
    const cols = input.width / this.spec.patch;
    for (let row = 0; row < cells.rows; row++) {
      const from = (at.row + row) * cols + at.col;
      const to = (cells.row + row) * this.plan.grid.cols + cells.col;
      const line = patches.subarray(from * this.dim, (from + cells.cols) * this.dim);
      this.rows.set(line, to * this.dim);
      this.filled.fill(1, to, to + cells.cols);
    }
  }
}
