import { Arena, createKernels, type Kernels } from '@/lib/simd/kernels';
import type { Resizing } from './resize';
import type { RgbaImage } from './types';

/** Pixels of the input that lie in the kernels' memory at once: that memory is never given back. */
const STRIP_PIXELS = 1_000_000;

let loaded: { readonly kernels: Kernels; readonly arena: Arena } | null | undefined;

function load(): typeof loaded {
  const kernels = createKernels();
  return kernels && { kernels, arena: new Arena(kernels) };
}

/** Both passes, a pixel's four channels at a time. @returns null where the machine has no SIMD */
export function resizeFast(
  image: RgbaImage,
  resizing: Resizing,
): Uint8ClampedArray<ArrayBuffer> | null {
  if (loaded === undefined) loaded = load();
  if (!loaded) return null;
  const { kernels, arena } = loaded;
  return arena.scratch(() => {
    // Rows are read 16 bytes at a time.
    const line = Math.ceil(resizing.window.width / 4) * 16;
    const narrow = across(kernels, arena, image, resizing, line);
    return down(kernels, arena, narrow, resizing, line);
  });
}

/** @returns address of the rows `first` to `end` at their new width */
function across(
  kernels: Kernels,
  arena: Arena,
  { data, width }: RgbaImage,
  { across: { starts, lengths, weights, stride }, window, first, end }: Resizing,
  line: number,
): number {
  const narrow = arena.take((end - first) * line);
  const [startsAt, lengthsAt, weightsAt] = [
    arena.put(starts),
    arena.put(lengths),
    arena.put(weights),
  ];
  const rows = Math.max(1, Math.min(end - first, Math.floor(STRIP_PIXELS / width)));
  const strip = arena.take(rows * width * 4);
  for (let y = first; y < end; y += rows) {
    const count = Math.min(rows, end - y);
    arena
      .bytes(strip, count * width * 4)
      .set(data.subarray(y * width * 4, (y + count) * width * 4));
    const to = narrow + (y - first) * line;
    kernels.resizeAcross(
      ...([strip, to, count, width, window.width] as const),
      ...([startsAt, lengthsAt, weightsAt, stride, line] as const),
    );
  }
  return narrow;
}

function down(
  kernels: Kernels,
  arena: Arena,
  narrow: number,
  { down: { starts, lengths, weights, stride }, window, first }: Resizing,
  line: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(window.width * window.height * 4);
  const row = arena.take(line);
  const weightsAt = arena.put(weights);
  for (let y = 0; y < window.height; y++) {
    const from = narrow + ((starts[y] as number) - first) * line;
    kernels.resizeDown(from, row, line, weightsAt + 4 * y * stride, lengths[y] as number);
    out.set(arena.bytes(row, window.width * 4), y * window.width * 4);
  }
  return out;
}
