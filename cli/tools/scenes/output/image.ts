import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Rendered } from '../core/render';

export const FORMATS = ['webp', 'jpg', 'png'] as const;
export type Format = (typeof FORMATS)[number];

/** Encodes a scene; it has been through JPEG once, as imagery that one finds has, whatever the file's own format. */
export async function encode(scene: Rendered, format: Format, quality: number): Promise<Buffer> {
  const canvas = createCanvas(scene.size, scene.size);
  const context = canvas.getContext('2d');
  const data = context.createImageData(scene.size, scene.size);
  data.data.set(scene.pixels);
  context.putImageData(data, 0, 0);
  const jpeg = canvas.encodeSync('jpeg', scene.jpeg);
  if (format === 'jpg') return jpeg;
  context.drawImage(await loadImage(jpeg), 0, 0);
  return format === 'webp' ? canvas.encodeSync('webp', quality) : canvas.encodeSync('png');
}
