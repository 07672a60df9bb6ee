import type { AssetFile, AssetStore } from '@/lib/assets/types';
import type { Ask } from '@/lib/collection/client';
import type { Encoder } from '@/lib/encoder/encoder';
import type { Backend } from '@/lib/encoder/types';
import type { ErrorReport } from '@/lib/errors/errors';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { OpenPicture } from '@/lib/image/picture';
import type { RgbaImage } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import type { StoredKind } from '@/lib/search-index/kinds/names';
import type { VectorIndex } from '@/lib/search-index/types';
import type { EngineStatus } from './protocol';

/** An AssetStore that keeps files can drop those that no manifest names any more. */
export interface EngineStore extends AssetStore {
  /**
   * A file that no manifest gives a hash of: an item's image.
   * @throws AppError asset-missing | asset-offline
   */
  raw(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  prune?(folder: string, manifest: string, named: readonly AssetFile[]): Promise<void>;
}

/** A gallery's manifest, and the embeddings of its items where they are no file: float32, [items * dim], normalized. */
export interface OpenedGallery {
  readonly manifest: GalleryManifest;
  readonly embeddings?: Float32Array<ArrayBuffer>;
}

/** An encoder may know that the device under it is gone. */
export type SupervisedEncoder = Encoder & { readonly lost?: Promise<string> };

/**
 * What the engine needs of the place that it runs in: the worker hands in the browser's, tests hand
 * in Node's and broken ones.
 */
export interface EnginePorts {
  /** Asks the site's own server, of which the path is without its base path. */
  readonly ask: Ask;
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
  /** A gallery of this browser's own. @throws AppError gallery-unknown | storage-forbidden */
  openOwn(id: string): Promise<OpenedGallery>;
  openIndex(
    kind: StoredKind,
    bytes: Uint8Array,
    expected: { dim: number; size: number },
  ): Promise<VectorIndex>;
  onStatus(status: EngineStatus): void;
  /** The engine cannot work any more and must be replaced. */
  onFatal(report: ErrorReport): void;
}
