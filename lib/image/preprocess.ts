import type { ImageSpec } from '@/lib/model/types';
import { resizeBicubic, type Window } from './resize';
import type { Crop, PixelValues, RgbaImage } from './types';

/**
 * What the encoder takes of an image: its shorter side resized to `spec.resize`, the centre `spec.size` square of
 * that. The same arithmetic as in training, or embeddings drift apart.
 */
export function toPixelValues(image: RgbaImage, spec: ImageSpec): PixelValues {
  const { width, height, window } = plan(image.width, image.height, spec);
  const resized = resizeBicubic(image, width, height, window);
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
  return { ...normalized(resizeBicubic(image, width, height), spec), crop };
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
  /** Size of the whole image when its shorter side is `spec.resize`, px. */
  readonly width: number;
  readonly height: number;
  /** The part of that which is kept. */
  readonly window: Window;
}

function plan(imageWidth: number, imageHeight: number, { size, resize }: ImageSpec): Plan {
  const scale = resize / Math.min(imageWidth, imageHeight);
  const width = Math.max(resize, roundHalfEven(imageWidth * scale));
  const height = Math.max(resize, roundHalfEven(imageHeight * scale));
  const x = Math.floor((width - size) / 2);
  const y = Math.floor((height - size) / 2);
  return { width, height, window: { x, y, width: size, height: size } };
}

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
