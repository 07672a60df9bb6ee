import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import type { AssetFile, AssetProgress, AssetStore } from './types';

/** Assets from a folder on disk (such as `public/`), for Node; verified like those that come over the network. */
export class DiskAssetStore implements AssetStore {
  constructor(private readonly root: string) {}

  /** @throws AppError asset-missing | asset-corrupt (not JSON) */
  async json(path: string, signal?: AbortSignal): Promise<unknown> {
    const bytes = await this.read(join(this.root, path), signal);
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (cause) {
      throw corrupt(join(this.root, path), 'is not JSON', cause);
    }
  }

  /** @throws AppError asset-missing | asset-corrupt */
  async bytes(
    folder: string,
    asset: AssetFile,
    onProgress?: (progress: AssetProgress) => void,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const path = join(this.root, folder, asset.file);
    const bytes = await this.read(path, signal);
    if (bytes.length !== asset.bytes) {
      throw corrupt(path, `has ${bytes.length} bytes, not ${asset.bytes} as its manifest says`);
    }
    if (createHash('sha256').update(bytes).digest('hex') !== asset.sha256) {
      throw corrupt(path, 'has another SHA-256 than its manifest says');
    }
    onProgress?.({ file: asset.file, loaded: bytes.length, total: bytes.length, cached: false });
    return new Uint8Array(bytes);
  }

  /** A file that no manifest gives a hash of. @throws AppError asset-missing */
  async raw(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.read(join(this.root, path), signal));
  }

  private async read(path: string, signal?: AbortSignal): Promise<Buffer> {
    try {
      return await readFile(path, { signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new AppError('asset-missing', `${path} is not there.`, 'Build or copy it first.', {
        cause,
      });
    }
  }
}

function corrupt(path: string, what: string, cause?: unknown): AppError {
  return new AppError('asset-corrupt', `${path} ${what}.`, 'Build it or copy it again.', { cause });
}
