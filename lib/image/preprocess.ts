import type { ImageSpec } from '@/lib/model/types';
import { resizeImage, type Window } from './resize';
import type { Crop, PixelValues, RgbaImage } from './types';

/**
 * What the encoder takes of an image: its shorter side resized to `spec.resize`, the centre `spec.size` square of
 * that; or all of it, squashed to the square, where `spec.crop` is `none`. The same arithmetic as in training;
 * otherwise embeddings would differ.
 */
export function toPixelValues(image: RgbaImage, spec: ImageSpec): PixelValues {
  const { width, height, window } = plan(image.width, image.height, spec);
  const resized = resizeImage(image, width, height, spec.interpolation, window);
  return { ...normalized(resized, spec), crop: cropOf(image.width, image.height, spec) };
}

/**
 * The whole image at another size, its proportions not kept: for dense maps.
 * @param width px, like `height` a multiple of `spec.patch`
 */
export function toWholePixelValues(
  image: RgbaImage,
  spec: ImageSpec,
  width: number,
  height: number,
): PixelValues {
  const crop = { x: 0, y: 0, width: image.width, height: image.height };
  return { ...normalized(resizeImage(image, width, height, spec.interpolation), spec), crop };
}

/** The part of an image that {@link toPixelValues} takes, px of the image. */
export function cropOf(imageWidth: number, imageHeight: number, spec: ImageSpec): Crop {
  const { width, height, window } = plan(imageWidth, imageHeight, spec);
  const [across, down] = [imageWidth / width, imageHeight / height];
  return {
    x: window.x * across,
    y: window.y * down,
    width: window.width * across,
    height: window.height * down,
  };
}

interface Plan {
  /** Size of the whole image after resizing, px. */
  readonly width: number;
  readonly height: number;
  /** The part of that which is kept. */
  readonly window: Window;
}

function plan(
  imageWidth: number,
  imageHeight: number,
  { size, resize, crop, rounding = 'nearest' }: ImageSpec,
): Plan {
  const square = { width: size, height: size };
  if (crop === 'none') return { ...square, window: { x: 0, y: 0, ...square } };
  const { sideOf, cornerOf } = ARITHMETIC[rounding];
  const shorter = Math.min(imageWidth, imageHeight);
  const width = Math.max(resize, sideOf(resize, imageWidth, shorter));
  const height = Math.max(resize, sideOf(resize, imageHeight, shorter));
  const [x, y] = [cornerOf(width - size), cornerOf(height - size)];
  return { width, height, window: { x, y, ...square } };
}

interface Arithmetic {
  /** A side after resizing, px. @param shorter the image's shorter side, which becomes `resize` */
  sideOf(resize: number, side: number, shorter: number): number;
  /** Where the crop begins. @param margin px left over by it */
  cornerOf(margin: number): number;
}

const truncated: Arithmetic['sideOf'] = (resize, side, shorter) =>
  Math.trunc((resize * side) / shorter);
const floored: Arithmetic['cornerOf'] = (margin) => Math.floor(margin / 2);

/** `ImageSpec.rounding`: torchvision's Resize and CenterCrop, transformers' resize and center_crop. */
const ARITHMETIC: Readonly<Record<NonNullable<ImageSpec['rounding']>, Arithmetic>> = {
  nearest: {
    sideOf: (resize, side, shorter) => roundHalfEven(side * (resize / shorter)),
    cornerOf: floored,
  },
  torchvision: { sideOf: truncated, cornerOf: (margin) => roundHalfEven(margin / 2) },
  transformers: { sideOf: truncated, cornerOf: floored },
};

/** Python's `round`: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

function normalized(
  { width, height, data }: RgbaImage,
  { mean, std }: ImageSpec,
): Omit<PixelValues, 'crop'> {
  const area = width * height;
  const pixels = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    const [m, s] = [mean[channel] as number, std[channel] as number];
    const table = Float32Array.from({ length: 256 }, (_, level) => (level / 255 - m) / s);
    for (let i = 0; i < area; i++) {
      pixels[channel * area + i] = table[data[4 * i + channel] as number] as number;
    }
  }
  return { pixels, width, height };
}
