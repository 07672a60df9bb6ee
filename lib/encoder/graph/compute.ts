import { Arena, createKernels, type Kernels } from '@/lib/simd/kernels';

interface Compute {
  readonly kernels: Kernels;
  readonly arena: Arena;
}

/** Room for what a short text needs at once: growing takes time. */
const BYTES = 1 << 20;

let loaded: Compute | null | undefined;

function load(): Compute | null {
  const kernels = createKernels(BYTES);
  return kernels && { kernels, arena: new Arena(kernels) };
}

/**
 * Does some work with the kernels, whose memory is free again afterwards. They are quick from their first call on,
 * where JavaScript would be so only after some hundred texts.
 * @returns null where the machine has none
 */
export function compute<T>(work: (kernels: Kernels, arena: Arena) => T): T | null {
  if (loaded === undefined) loaded = load();
  if (!loaded) return null;
  const { kernels, arena } = loaded;
  return arena.scratch(() => work(kernels, arena));
}
