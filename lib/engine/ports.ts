import type { AssetFile, AssetStore } from '@/lib/assets/types';
import type { Encoder } from '@/lib/encoder/encoder';
import type { ErrorReport } from '@/lib/errors/errors';
import type { OpenPicture } from '@/lib/image/picture';
import type { RgbaImage } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import type { VectorIndex } from '@/lib/search-index/types';
import type { Backend, EngineStatus } from './protocol';

/** An AssetStore that keeps files may be told which of them are still named. */
export interface EngineStore extends AssetStore {
  /**
   * A file that no manifest gives a hash of: an item's image.
   * @throws AppError asset-missing | asset-offline
   */
  raw(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  prune?(folder: string, manifest: string, named: readonly AssetFile[]): Promise<void>;
}

/** An encoder may know that the device under it is gone. */
export type SupervisedEncoder = Encoder & { readonly lost?: Promise<string> };

/**
 * What the engine needs of the place that it runs in: the worker hands in the browser's, tests hand
 * in Node's and broken ones.
 */
export interface EnginePorts {
  readonly store: EngineStore;
  createEncoder(
    model: ModelManifest,
    options: { backend: Backend; threads?: number },
  ): Promise<SupervisedEncoder>;
  /** The better backend that is there; `asked` is given back where it is. @throws backend-missing */
  probeBackend(asked?: Backend): Promise<Backend>;
  decodeImage(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<RgbaImage>;
  /** The same pixels and errors as decodeImage, of which parts are read. */
  openPicture(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<OpenPicture>;
  openHnswIndex(bytes: Uint8Array, expected: { dim: number; size: number }): Promise<VectorIndex>;
  onStatus(status: EngineStatus): void;
  /** Nothing that this engine does can go well any more: it must be replaced as a whole. */
  onFatal(report: ErrorReport): void;
}
