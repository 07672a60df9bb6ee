import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssetFile } from '@/lib/assets/types';

/** Writes a file of a gallery. @returns its entry in `gallery.json` */
export async function writeAsset(
  folder: string,
  file: string,
  bytes: Uint8Array,
): Promise<AssetFile> {
  await writeFile(join(folder, file), bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
