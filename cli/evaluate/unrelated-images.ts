import type { RgbaImage } from '@/lib/image/types';
import { randomBySeed } from './random';

const SIDE = 256;

type Paint = (x: number, y: number, random: () => number) => readonly [number, number, number];

const grey = (value: number) => [value, value, value] as const;

/** Pictures that are no view from above, without needing files: plain, regular, and noise. */
const PATTERNS: readonly Paint[] = [
  () => [255, 255, 255],
  () => [0, 0, 0],
  () => [220, 30, 40],
  (x) => grey(x),
  (x, y) => [x, y, 128],
  (x, y) => grey((x + y) % 32 < 16 ? 255 : 0),
  (x, y) => grey((Math.floor(x / 32) + Math.floor(y / 32)) % 2 === 0 ? 240 : 15),
  (x, y) => grey(Math.hypot(x - 128, y - 128) % 40 < 20 ? 200 : 60),
  (_x, _y, random) => grey(random() * 255),
  (_x, _y, random) => [random() * 255, random() * 255, random() * 255],
  // Lines of something like writing.
  (x, y, random) => grey(y % 24 < 12 && x % 200 > 12 && random() < 0.45 ? 20 : 250),
  // Something like a face: an oval, two eyes.
  (x, y) => {
    const eye = Math.min(Math.hypot(x - 95, y - 105), Math.hypot(x - 160, y - 105)) < 12;
    const face = Math.hypot((x - 128) / 80, (y - 128) / 105) < 1;
    return eye ? [40, 30, 30] : face ? [225, 180, 150] : [90, 120, 180];
  },
];

/** The pictures against which the cut-off for image queries is fitted. */
export function unrelatedImages(): RgbaImage[] {
  const random = randomBySeed(1);
  return PATTERNS.map((paint) => {
    const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
    for (let i = 0; i < SIDE * SIDE; i++) {
      data.set(paint(i % SIDE, Math.floor(i / SIDE), random), i * 4);
    }
    return { data, width: SIDE, height: SIDE };
  });
}
