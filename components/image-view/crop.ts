/** The centred square of an image that the encoder sees, px of the image. */
export function cropOf({ width, height }: { width: number; height: number }) {
  const side = Math.min(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}
