import type { Crop, RgbaImage } from '../types';

/** Whether an orientation (1..8) swaps width and height. */
export function isQuarterTurn(orientation: number): boolean {
  return orientation >= 5;
}

/**
 * Where a point of the upright picture lies in the stored one, px from their upper left corners.
 * @param width of the stored picture @param height of the stored picture
 */
export function storedPoint(
  orientation: number,
  width: number,
  height: number,
  x: number,
  y: number,
): readonly [number, number] {
  switch (orientation) {
    case 2:
      return [width - x, y];
    case 3:
      return [width - x, height - y];
    case 4:
      return [x, height - y];
    case 5:
      return [y, x];
    case 6:
      return [y, height - x];
    case 7:
      return [width - y, height - x];
    case 8:
      return [width - y, x];
    default:
      return [x, y];
  }
}

/** The part of the stored picture that a part of the upright one shows. */
export function storedWindow(orientation: number, width: number, height: number, part: Crop): Crop {
  const [ax, ay] = storedPoint(orientation, width, height, part.x, part.y);
  const [bx, by] = storedPoint(
    orientation,
    width,
    height,
    part.x + part.width,
    part.y + part.height,
  );
  return {
    x: Math.min(ax, bx),
    y: Math.min(ay, by),
    width: Math.abs(bx - ax),
    height: Math.abs(by - ay),
  };
}

/** A stored picture, or a part of it, set upright. */
export function upright(image: RgbaImage, orientation: number): RgbaImage {
  if (orientation === 1) return image;
  const turned = isQuarterTurn(orientation);
  const width = turned ? image.height : image.width;
  const height = turned ? image.width : image.height;
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = storedPoint(orientation, image.width, image.height, x + 0.5, y + 0.5);
      to[y * width + x] = from[Math.floor(sy) * image.width + Math.floor(sx)] as number;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
