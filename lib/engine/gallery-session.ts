import type { ProgressMeter } from '@/lib/assets/progress';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import { captionsOf, readEmbeddings } from '@/lib/gallery/embeddings';
import type { EmbeddingsFile, GalleryManifest } from '@/lib/gallery/types';
import { createExactIndex, type ExactIndex } from '@/lib/search-index/exact';
import type { IndexKind, VectorIndex } from '@/lib/search-index/types';
import type { EnginePorts } from './ports';
import type { RankedItem } from './protocol';
import type { CaptionTable } from './reading';

export interface SessionEvents {
  /** The index that answers from now on, and why it is not the other one for good. */
  onIndex(kind: IndexKind, problem: ErrorReport | undefined): void;
}

/**
 * One open gallery. Exact search answers as soon as the embeddings are there; HNSW takes over when
 * its file has arrived and could be opened. A gallery without its index is slower, not broken.
 */
export class GallerySession {
  /** Resolves when the gallery can be searched. */
  readonly ready: Promise<void>;
  /** Resolves when the index that was asked for answers, or never will. */
  readonly settled: Promise<void>;

  private exact!: ExactIndex;
  private hnsw: VectorIndex | undefined;
  private asked: IndexKind = 'exact';
  private opening: Promise<void> | undefined;
  private captions: Promise<CaptionTable> | undefined;
  private closed = false;
  private readonly rowOf: ReadonlyMap<string, number>;
  private readonly folder: string;

  /** @param networkFree Resolves when what is more urgent than the index has been fetched. */
  constructor(
    readonly manifest: GalleryManifest,
    private readonly ports: EnginePorts,
    private readonly meter: ProgressMeter,
    asked: IndexKind,
    private readonly networkFree: Promise<unknown>,
    private readonly events: SessionEvents,
  ) {
    this.folder = `galleries/${manifest.id}`;
    this.rowOf = new Map(manifest.items.map((item, row) => [item.id, row]));
    meter.expect(this.folder, manifest.embeddings);
    if (asked === 'hnsw') meter.expect(this.folder, manifest.index);
    this.ready = this.loadEmbeddings();
    this.settled = this.ready.then(() => this.askFor(asked));
    this.settled.catch(() => {});
  }

  /** Changes which index answers; the file of HNSW is fetched when it is asked for first. */
  async askFor(asked: IndexKind): Promise<void> {
    this.asked = asked;
    await this.ready;
    this.tell(undefined);
    if (asked === 'exact') return;
    this.opening ??= this.openHnsw();
    try {
      await this.opening;
      if (!this.closed) this.tell(undefined);
    } catch (error) {
      this.opening = undefined; // Asking again tries again.
      this.meter.drop(this.folder, this.manifest.index);
      if (!this.closed) this.tell(reportOf(error));
    }
  }

  /**
   * The `k` items nearest to an embedding, best first.
   *
   * @param without Id of an item to leave out: the query itself.
   */
  search(
    embedding: Float32Array,
    k: number,
    without?: string,
  ): { items: RankedItem[]; index: IndexKind } {
    const index = this.answering();
    const omitted = without === undefined ? undefined : this.rowOf.get(without);
    const found = index.search(embedding, Math.min(index.size, omitted === undefined ? k : k + 1));
    const items: RankedItem[] = [];
    found.rows.forEach((row, rank) => {
      if (row === omitted || items.length === k) return;
      const id = this.manifest.items[row]?.id as string;
      items.push({ row, id, similarity: found.similarities[rank] as number });
    });
    return { items, index: index.kind };
  }

  /** An item's image file. @throws AppError item-unknown | asset-missing | asset-offline */
  async imageOf(
    id: string,
    signal?: AbortSignal,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; name: string }> {
    const item = this.manifest.items[this.rowOfItem(id)] as GalleryManifest['items'][number];
    if (item.image === false) {
      throw new AppError(
        'asset-missing',
        `The image of "${id}" did not come with the gallery "${this.manifest.title}".`,
        'Choose another item, or bring the image itself as a file.',
      );
    }
    const bytes = await this.ports.store.raw(`${this.folder}/images/${item.file}`, signal);
    return { bytes, name: item.file };
  }

  /** The gallery's own embedding of an item, a copy, normalized, [dim]. @throws AppError item-unknown */
  async embeddingOf(id: string): Promise<Float32Array<ArrayBuffer>> {
    const row = this.rowOfItem(id);
    await this.ready;
    return this.exact.vector(row);
  }

  private rowOfItem(id: string): number {
    const row = this.rowOf.get(id);
    if (row !== undefined) return row;
    throw new AppError(
      'item-unknown',
      `The gallery "${this.manifest.title}" has no item "${id.slice(0, 60)}".`,
      'Choose an item from the results, or open the gallery that the link was made with.',
    );
  }

  /** Embeddings of the gallery's captions, fetched when they are first asked for; null without any. */
  captionTable(): Promise<CaptionTable> | null {
    const file = this.manifest.captionEmbeddings;
    if (!file) return null;
    this.captions ??= this.loadCaptions(file);
    this.captions.catch(() => {
      this.captions = undefined;
    });
    return this.captions;
  }

  close(): void {
    this.closed = true;
    this.hnsw?.dispose();
    this.hnsw = undefined; // A search that is still on its way is answered by exact search.
    this.meter.drop(this.folder, this.manifest.embeddings);
    this.meter.drop(this.folder, this.manifest.index);
  }

  private answering(): VectorIndex {
    return this.asked === 'hnsw' && this.hnsw ? this.hnsw : this.exact;
  }

  private tell(problem: ErrorReport | undefined): void {
    this.events.onIndex(this.answering().kind, problem);
  }

  private async loadEmbeddings(): Promise<void> {
    const { embeddings, dim, items } = this.manifest;
    const bytes = await this.fetch(embeddings);
    const matrix = readEmbeddings(bytes, embeddings.dtype, dim, items.length);
    this.exact = createExactIndex(matrix, dim);
  }

  private async openHnsw(): Promise<void> {
    await this.networkFree;
    const { index, dim, items } = this.manifest;
    const bytes = await this.fetch(index);
    const opened = await this.ports.openHnswIndex(bytes, { dim, size: items.length });
    if (this.closed) opened.dispose();
    else this.hnsw = opened;
  }

  private async loadCaptions(file: EmbeddingsFile): Promise<CaptionTable> {
    const captions = captionsOf(this.manifest);
    const bytes = await this.ports.store.bytes(this.folder, file);
    return {
      captions,
      matrix: readEmbeddings(bytes, file.dtype, this.manifest.dim, captions.length),
    };
  }

  private fetch(file: { file: string; bytes: number; sha256: string }) {
    return this.ports.store.bytes(this.folder, file, this.meter.expect(this.folder, file));
  }
}
