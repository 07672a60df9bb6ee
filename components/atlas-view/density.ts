import type { Colours } from './colours';
import { Dots } from './dots';

const SIDE = 256;

/** How densely the map is filled, as soft clouds: a picture that is stretched over it. */
export function densityOf(positions: Float32Array, { palette, of }: Colours): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const alpha = Math.min(0.2, Math.max(0.02, 60 / of.length));
  const dots = new Dots(palette, [3, 5, 8], 1, alpha);
  of.forEach((colour, row) => {
    const [x, y] = [positions[2 * row] as number, positions[2 * row + 1] as number];
    dots.draw(context, colour, x * SIDE, y * SIDE);
  });
  return canvas;
}
