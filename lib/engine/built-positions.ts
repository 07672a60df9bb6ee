import type { AssetStore } from '@/lib/assets/types';
import { currentAtlas, readPositions } from '@/lib/gallery/positions';
import type { GalleryManifest } from '@/lib/gallery/types';

/**
 * Where a gallery's items lie on the Atlas, as it was computed when the gallery was built.
 * @returns x, y of each item, 0..1, [2 * items]; null where there is no such file, or it is out of date, broken or out of reach
 */
export async function builtPositions(
  manifest: GalleryManifest,
  store: AssetStore,
): Promise<Float32Array<ArrayBuffer> | null> {
  const file = currentAtlas(manifest);
  if (!file) return null;
  try {
    return readPositions(
      await store.bytes(`galleries/${manifest.id}`, file),
      manifest.items.length,
    );
  } catch {
    return null; // They are computed instead, which takes some seconds.
  }
}
