import type { Crop } from '../types';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The same part of a picture where it has another size: whole px, at least one, none of the part left out. */
export function scaledWindow({ x, y, width, height }: Crop, main: Size, level: Size): Crop {
  const [sx, sy] = [level.width / main.width, level.height / main.height];
  const left = Math.min(level.width - 1, Math.floor(x * sx));
  const top = Math.min(level.height - 1, Math.floor(y * sy));
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(level.width, Math.ceil((x + width) * sx)) - left),
    height: Math.max(1, Math.min(level.height, Math.ceil((y + height) * sy)) - top),
  };
}
