import type { AssetFile } from './types';

/**
 * Path of a file that a manifest names, from the site's root without a slash. The hash is part of it, so that caches
 * never take one version of a file for another and may keep it for good.
 */
export function hashedPath(folder: string, { file, sha256 }: AssetFile): string {
  return `${encodedPath(`${folder}/${file}`)}?sha256=${sha256}`;
}

export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
