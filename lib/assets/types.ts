/** A large file as a manifest names it: the name is relative to the manifest's own folder. */
export interface AssetFile {
  readonly file: string;
  readonly bytes: number;
  /** SHA-256, 64 hexadecimal digits, lower case. */
  readonly sha256: string;
}

/** Bytes of one asset that have arrived. `cached`: it came from the cache, not the network. */
export interface AssetProgress {
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
  readonly cached: boolean;
}

/**
 * Where manifests and large files come from: HTTP with the Cache API in the browser, the disk on Node.
 * Every asset is verified against its size and SHA-256 before it is returned.
 */
export interface AssetStore {
  /** @throws AppError asset-missing | asset-offline | asset-corrupt */
  json(path: string, signal?: AbortSignal): Promise<unknown>;
  /** @throws AppError asset-missing | asset-offline | asset-corrupt */
  bytes(
    folder: string,
    asset: AssetFile,
    onProgress?: (progress: AssetProgress) => void,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>>;
}
