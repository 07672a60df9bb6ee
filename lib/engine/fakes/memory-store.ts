import type { AssetFile, AssetProgress } from '@/lib/assets/types';
import { AppError } from '@/lib/errors/errors';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { EngineStore } from '../ports';
import { float32, galleryOf, MODEL, ROWS, WORDS } from './world';

/** Files in memory. Tests change, remove and hold back what they like. */
export class MemoryStore implements EngineStore {
  readonly requests: string[] = [];
  readonly manifests = new Map<string, unknown>([['models/tiny/model.json', MODEL]]);
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>([
    ['models/tiny/text.onnx', new Uint8Array(100)],
    ['models/tiny/tokenizer.json', new TextEncoder().encode('{}')],
    ['models/tiny/vision.onnx', new Uint8Array(300)],
  ]);
  private readonly gates = new Map<string, Promise<void>>();
  readonly pruned: string[] = [];

  constructor() {
    for (const id of ['four', 'other']) this.addGallery(galleryOf(id));
  }

  addGallery(gallery: GalleryManifest): void {
    const folder = `galleries/${gallery.id}`;
    const captions = WORDS.flatMap((_, i) => [ROWS[i] as number[], [0.5, 0.5, 0.5, 0.5]]);
    this.manifests.set(`${folder}/gallery.json`, gallery);
    this.files.set(`${folder}/embeddings.bin`, float32(ROWS));
    this.files.set(`${folder}/index.hnsw`, Uint8Array.of(7));
    this.files.set(`${folder}/captions.bin`, float32(captions));
  }

  /** Holds a file back; the function that is returned lets it through. */
  hold(path: string): () => void {
    let open = () => {};
    this.gates.set(
      path,
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    return () => open();
  }

  async json(path: string): Promise<unknown> {
    this.requests.push(path);
    await this.gates.get(path);
    if (this.manifests.has(path)) return this.manifests.get(path);
    throw new AppError('asset-missing', `${path} is not there.`, 'Look for it.');
  }

  async bytes(folder: string, asset: AssetFile, onProgress?: (progress: AssetProgress) => void) {
    const path = `${folder}/${asset.file}`;
    this.requests.push(path);
    const step = { file: asset.file, total: asset.bytes, cached: false };
    onProgress?.({ ...step, loaded: asset.bytes / 2 });
    await this.gates.get(path);
    const bytes = this.files.get(path);
    if (!bytes) throw new AppError('asset-missing', `${path} is not there.`, 'Look for it.');
    onProgress?.({ ...step, loaded: asset.bytes });
    return bytes.slice();
  }

  async raw(path: string): Promise<Uint8Array<ArrayBuffer>> {
    this.requests.push(path);
    await this.gates.get(path);
    const bytes = this.files.get(path);
    if (!bytes) throw new AppError('asset-missing', `${path} is not there.`, 'Look for it.');
    return bytes.slice();
  }

  async prune(folder: string): Promise<void> {
    this.pruned.push(folder);
  }
}
