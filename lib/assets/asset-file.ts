import type { JsonReader } from '@/lib/json/reader';
import type { AssetFile } from './types';

/** Reads an asset as a manifest names it. @throws the reader's error, naming the field */
export function readAssetFile(at: JsonReader): AssetFile {
  return {
    file: at.field('file').file(),
    bytes: at.field('bytes').whole(),
    sha256: readSha256(at.field('sha256')),
  };
}

/** @returns 64 hexadecimal digits, lower case. @throws the reader's error, naming the field */
export function readSha256(at: JsonReader): string {
  const sha256 = at.string();
  if (!/^[0-9a-f]{64}$/.test(sha256)) at.fail('must be 64 hexadecimal digits in lower case');
  return sha256;
}
