import type { Crop, RgbaImage } from '../types';

/**
 * Takes pixels of a window as they come, block by block, and makes an image of a given size of them: as they are,
 * or each pixel the mean of those that it covers, by their alpha.
 */
export class Collector {
  private readonly out: Uint8ClampedArray<ArrayBuffer>;
  private readonly sums: Float64Array | null;
  private readonly counts: Uint32Array | null;

  /**
   * @param window px of the picture that the pixels come from
   * @param width px of the image, at most the window's
   */
  constructor(
    private readonly window: Crop,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.out = new Uint8ClampedArray(width * height * 4);
    const whole = width === window.width && height === window.height;
    this.sums = whole ? null : new Float64Array(width * height * 4);
    this.counts = whole ? null : new Uint32Array(width * height);
  }

  /** @param row RGBA of pixels from x on, in row y of the picture; inside of the window */
  add(x: number, y: number, row: Uint8ClampedArray): void {
    const { window, width, height, sums, counts } = this;
    if (!sums || !counts) {
      this.out.set(row, ((y - window.y) * width + x - window.x) * 4);
      return;
    }
    const to =
      Math.min(height - 1, Math.floor(((y - window.y + 0.5) * height) / window.height)) * width;
    for (let i = 0, n = row.length / 4; i < n; i++) {
      const cell =
        to + Math.min(width - 1, Math.floor(((x + i - window.x + 0.5) * width) / window.width));
      const alpha = row[4 * i + 3] as number;
      counts[cell] = (counts[cell] as number) + 1;
      if (alpha === 0) continue;
      for (let c = 0; c < 3; c++)
        sums[4 * cell + c] = (sums[4 * cell + c] as number) + (row[4 * i + c] as number) * alpha;
      sums[4 * cell + 3] = (sums[4 * cell + 3] as number) + alpha;
    }
  }

  image(): RgbaImage {
    const { out, sums, counts, width, height } = this;
    if (sums && counts) {
      for (let cell = 0; cell < counts.length; cell++) {
        const alpha = sums[4 * cell + 3] as number;
        if (alpha === 0) continue;
        for (let c = 0; c < 3; c++) out[4 * cell + c] = (sums[4 * cell + c] as number) / alpha;
        out[4 * cell + 3] = alpha / (counts[cell] as number);
      }
    }
    return { width, height, data: out };
  }
}
