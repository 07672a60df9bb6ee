import type { Crop } from '@/lib/image/types';
import type { Box } from './box-file';

/** Side of a crop, px of the picture. */
export const CROP_SIDE = 320;
/** Crops of all pictures together. */
export const CROPS = 240;

/** A picture's size and what is boxed in it. */
export interface Boxed {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

/**
 * Crops that contain the middle of a box, drawn box by box with the same chance. A picture that is smaller is taken whole.
 * @returns the number of the picture and the crop, in the order of the pictures
 */
export function planCrops(
  pictures: readonly Boxed[],
  count: number,
  random: () => number,
): { readonly picture: number; readonly crop: Crop }[] {
  const boxes = pictures.flatMap(({ boxes, width, height }, picture) =>
    boxes
      .map(([x0, y0, x1, y1]) => ({ picture, x: (x0 + x1) / 2, y: (y0 + y1) / 2 }))
      .filter(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height),
  );
  if (boxes.length === 0) return [];
  const start = (middle: number, side: number, most: number): number => {
    const least = Math.max(0, Math.ceil(middle - side + 1));
    const last = Math.min(most - side, Math.floor(middle));
    return least + Math.floor(random() * (last - least + 1));
  };
  const crops = Array.from({ length: count }, () => {
    const box = boxes[Math.floor(random() * boxes.length)] as (typeof boxes)[number];
    const { width, height } = pictures[box.picture] as Boxed;
    const [across, down] = [Math.min(CROP_SIDE, width), Math.min(CROP_SIDE, height)];
    const crop = {
      x: start(box.x, across, width),
      y: start(box.y, down, height),
      width: across,
      height: down,
    };
    return { picture: box.picture, crop };
  });
  return crops.sort((a, b) => a.picture - b.picture);
}

/** Boxes as closed outlines, px of the crop. */
export function outlinesIn({ x, y }: Pick<Crop, 'x' | 'y'>, boxes: readonly Box[]) {
  return {
    kind: 'polygons',
    polygons: boxes.map(([x0, y0, x1, y1]): [number, number][] => [
      [x0 - x, y0 - y],
      [x1 - x, y0 - y],
      [x1 - x, y1 - y],
      [x0 - x, y1 - y],
    ]),
  } as const;
}
