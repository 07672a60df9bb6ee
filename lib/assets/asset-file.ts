import type { JsonReader } from '@/lib/json/reader';
import type { AssetFile } from './types';

/** Reads an asset as a manifest names it. @throws the reader's error, naming the field */
export function readAssetFile(at: JsonReader): AssetFile {
  const sha256 = at.field('sha256');
  if (!/^[0-9a-f]{64}$/.test(sha256.string())) {
    sha256.fail('must be 64 hexadecimal digits in lower case');
  }
  return {
    file: at.field('file').file(),
    bytes: at.field('bytes').whole(),
    sha256: sha256.string(),
  };
}
