/** Positions between two px, along each side, of which a dot is kept. */
const STEPS = 4;

/** A dot's share of each px of a square, 0..255, at one position between px. */
interface Stamp {
  readonly side: number;
  readonly shares: Uint8Array;
}

/**
 * Draws thousands of dots a frame: px by px, as filling a circle or copying a picture of it takes several times as long
 * where no graphics card helps. Of dots that overlap, the last one covers.
 */
export class DotRaster {
  readonly canvas = document.createElement('canvas');
  private image: ImageData | null = null;
  private words = new Uint32Array();
  /** By radius and position between px. */
  private stamps = new Map<number, readonly Stamp[]>();

  /** Begins a frame. @param width @param height px of the device */
  begin(width: number, height: number): void {
    const { canvas } = this;
    if (width === 0 || height === 0) return;
    if (!this.image || canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      this.image = new ImageData(width, height);
      this.words = new Uint32Array(this.image.data.buffer);
    }
    this.words.fill(0);
    if (this.stamps.size > 8) this.stamps = new Map();
  }

  /**
   * @param colour 0xbbggrr
   * @param alpha 0..1
   * @param x middle, px of the device @param y
   * @param radius px of the device
   */
  dot(colour: number, alpha: number, x: number, y: number, radius: number): void {
    const { image, words } = this;
    if (!image) return;
    const { width, height, data } = image;
    const stamps = this.stampsOf(radius);
    const reach = Math.ceil(radius) + 1;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const between = Math.floor((y - top) * STEPS) * STEPS + Math.floor((x - left) * STEPS);
    const { side, shares } = stamps[between] as Stamp;
    const opacity = Math.round(255 * alpha);
    const full = (colour | (opacity << 24)) >>> 0;
    const rows = Math.min(side, height - top + reach);
    const columns = Math.min(side, width - left + reach);
    for (let row = Math.max(0, reach - top); row < rows; row++) {
      const line = (top - reach + row) * width + left - reach;
      for (let column = Math.max(0, reach - left); column < columns; column++) {
        const share = shares[row * side + column] as number;
        if (share === 0) continue;
        const at = line + column;
        if (share === 255) words[at] = full;
        else mix(data, 4 * at, colour, share, opacity);
      }
    }
  }

  /** Ends the frame. @returns what was drawn */
  end(): HTMLCanvasElement {
    if (this.image) this.canvas.getContext('2d')?.putImageData(this.image, 0, 0);
    return this.canvas;
  }

  private stampsOf(radius: number): readonly Stamp[] {
    const known = this.stamps.get(radius);
    if (known) return known;
    const made = Array.from({ length: STEPS * STEPS }, (_, i) =>
      stampOf(radius, ((i % STEPS) + 0.5) / STEPS, (Math.floor(i / STEPS) + 0.5) / STEPS),
    );
    this.stamps.set(radius, made);
    return made;
  }
}

/** @param x of the middle within its px, 0..1 @param y */
function stampOf(radius: number, x: number, y: number): Stamp {
  const reach = Math.ceil(radius) + 1;
  const side = 2 * reach + 1;
  const shares = Uint8Array.from({ length: side * side }, (_, i) => {
    const distance = Math.hypot(
      (i % side) + 0.5 - reach - x,
      Math.floor(i / side) + 0.5 - reach - y,
    );
    return Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - distance)));
  });
  return { side, shares };
}

/** A px at a dot's edge: over another dot the colours are mixed. @param share 1..254 @param opacity 0..255 */
function mix(
  data: Uint8ClampedArray,
  at: number,
  colour: number,
  share: number,
  opacity: number,
): void {
  const over = data[at + 3] as number;
  const of = over === 0 ? 255 : share;
  for (let channel = 0; channel < 3; channel++) {
    const mine = (colour >>> (8 * channel)) & 255;
    const theirs = data[at + channel] as number;
    data[at + channel] = theirs + ((mine - theirs) * of) / 255;
  }
  data[at + 3] = Math.max(over, (opacity * share) / 255);
}

const known = new Map<string, number>();

/** A CSS colour as 0xbbggrr. */
export function colourOf(css: string): number {
  const before = known.get(css);
  if (before !== undefined) return before;
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return 0;
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  const colour = red | (green << 8) | (blue << 16);
  known.set(css, colour);
  return colour;
}
