import type { ProgressMeter } from '@/lib/assets/progress';
import { columnFilters } from '@/lib/collection/where';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import { type Space, spaceOf } from '@/lib/feedback/space';
import { captionsOf, readEmbeddings } from '@/lib/gallery/embeddings';
import type { EmbeddingsFile, GalleryManifest, IndexFile } from '@/lib/gallery/types';
import { isFiltering, passes } from '@/lib/narrowing/narrowing';
import { placesIn, type Sort } from '@/lib/narrowing/order';
import { isOwn } from '@/lib/own-gallery/id';
import { type Copies, findCopies, withCopies } from '@/lib/search-index/copies';
import { createExactIndex, type ExactIndex } from '@/lib/search-index/exact';
import type { IndexKind } from '@/lib/search-index/kinds/names';
import type { VectorIndex } from '@/lib/search-index/types';
import { folded } from './folded';
import type { Found } from './open-gallery';
import { PictureHashes } from './picture-hashes';
import type { EnginePorts, OpenedGallery } from './ports';
import type { Narrowing, RankedItem } from './protocol';
import type { CaptionTable } from './reading';

/** Rows by which the spread of a gallery is measured. */
const SPACE_SAMPLE = 512;
/** Results beyond which exact search answers. */
const DEEP = 200;

export interface SessionEvents {
  /** The index that answers from now on, and why it is not the other one for good. */
  onIndex(kind: IndexKind, problem: ErrorReport | undefined): void;
}

/**
 * One open gallery. Exact search answers as soon as the embeddings are there; the gallery's index takes over when
 * its file has arrived and could be opened. A gallery without an index is answered by exact search alone.
 */
export class GallerySession {
  readonly manifest: GalleryManifest;
  /** Resolves when the gallery can be searched. */
  readonly ready: Promise<void>;
  /** Resolves when the index that was asked for answers, or never will. */
  readonly settled: Promise<void>;

  private exact!: ExactIndex;
  private stored: VectorIndex | undefined;
  /** Of a gallery whose index holds distinct vectors only. */
  private copies: Copies | undefined;
  private asked: IndexKind | undefined = 'exact';
  private opening: Promise<void> | undefined;
  private captions: Promise<CaptionTable> | undefined;
  private closed = false;
  private spread: Space | undefined;
  private readonly rowOf: ReadonlyMap<string, number>;
  private readonly folder: string;
  private readonly hashes: PictureHashes;
  private readonly orders = new Map<Sort, Uint32Array>();

  /** @param networkFree Resolves when everything more urgent than the index has been fetched. */
  constructor(
    opened: OpenedGallery,
    private readonly ports: EnginePorts,
    private readonly meter: ProgressMeter,
    asked: IndexKind | undefined,
    private readonly networkFree: Promise<unknown>,
    private readonly events: SessionEvents,
  ) {
    const { manifest } = opened;
    this.manifest = manifest;
    this.folder = `galleries/${manifest.id}`;
    this.hashes = new PictureHashes(manifest, ports);
    this.rowOf = new Map(manifest.items.map((item, row) => [item.id, row]));
    if (!opened.embeddings) meter.expect(this.folder, manifest.embeddings);
    const index = this.wanted(asked);
    if (index) meter.expect(this.folder, index);
    this.ready = this.loadEmbeddings(opened.embeddings);
    this.settled = this.ready.then(() => this.askFor(asked));
    this.settled.catch(() => {});
  }

  /** Changes which index answers; its file is fetched when it is asked for first. */
  async askFor(asked: IndexKind | undefined): Promise<void> {
    this.asked = asked;
    await this.ready;
    this.tell(undefined);
    const index = this.wanted(asked);
    if (!index) return;
    this.opening ??= this.openStored(index);
    try {
      await this.opening;
      if (!this.closed) this.tell(undefined);
    } catch (error) {
      this.opening = undefined; // Asking again tries again.
      this.meter.drop(this.folder, index);
      if (!this.closed) this.tell(reportOf(error));
    }
  }

  /**
   * The `k` items nearest to an embedding, best first. Folded pictures whose hashes nobody knows are looked at first.
   *
   * @param without Ids of items to leave out: the query itself, counter-examples.
   * @param narrowing with the `cutoff` that parts a list that is sorted; fewer than `k` where fewer pass; folded, `k` counts what stands for all of its copies
   */
  search(
    embedding: Float32Array,
    k: number,
    without: readonly string[] = [],
    signal?: AbortSignal,
    { filter, fold = false, sort, cutoff = -1 }: Narrowing & { readonly cutoff?: number } = {},
  ): Found | Promise<Found> {
    const { items } = this.manifest;
    if (filter) columnFilters(filter.where, []);
    const narrowed = filter && isFiltering(filter) ? filter : undefined;
    // Of what an index finds, little may pass; and far from the query it misses more: exact search ranks all.
    const order = sort === undefined || sort === 'similarity' ? null : this.orderOf(sort);
    const index = narrowed || order || k > DEEP ? this.exact : this.answering();
    const omitted = new Set(without.map((id) => this.rowOf.get(id)));
    const nearest = (count: number): RankedItem[] => {
      const wanted = narrowed ? index.size : Math.min(index.size, count + omitted.size);
      const { rows, similarities } = index.search(embedding, wanted);
      const ranked: RankedItem[] = [];
      rows.forEach((row, rank) => {
        if (ranked.length === count || omitted.has(row)) return;
        const item = items[row] as (typeof items)[number];
        if (narrowed && !passes(item, narrowed)) return;
        ranked.push({ row, id: item.id, similarity: similarities[rank] as number });
      });
      return ranked;
    };
    const most = order ? index.size : k;
    const answer = () => {
      const found = fold ? this.fold(nearest, most) : nearest(most);
      return { items: order ? sorted(found, order, cutoff).slice(0, k) : found, index: index.kind };
    };
    const found = answer();
    const unknown = fold ? this.hashes.unknownIn(found.items) : [];
    return unknown.length === 0 ? found : this.hashes.read(unknown, signal).then(answer);
  }

  private fold(nearest: (count: number) => RankedItem[], k: number): RankedItem[] {
    const { size } = this.exact;
    const vector = (row: number) => this.exact.vector(row);
    return folded(nearest, k, size, vector, (row) => this.hashes.of(row));
  }

  /** Made when it is first asked for: names of many items take a while to sort. */
  private orderOf(sort: Exclude<Sort, 'similarity'>): Uint32Array {
    const order = this.orders.get(sort) ?? placesIn(this.manifest.items, sort);
    this.orders.set(sort, order);
    return order;
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
    if (isOwn(this.manifest.id)) {
      throw new AppError(
        'asset-missing',
        `${item.file} is in a folder of your own, which only the page can read.`,
        'Open the file itself.',
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

  /** All embeddings, a copy, [items * dim]. */
  async embeddings(): Promise<Float32Array<ArrayBuffer>> {
    await this.ready;
    const { size, dim } = this.exact;
    const all = new Float32Array(size * dim);
    for (let row = 0; row < size; row++) all.set(this.exact.vector(row), row * dim);
    return all;
  }

  /** Cosines of all items with an embedding, by row, [items]. */
  similarities(embedding: Float32Array): Float32Array<ArrayBuffer> {
    const { rows, similarities } = this.exact.search(embedding, this.exact.size);
    const byRow = new Float32Array(this.exact.size);
    rows.forEach((row, rank) => {
      byRow[row] = similarities[rank] as number;
    });
    return byRow;
  }

  /** How the embeddings are spread, from an even sample; made when it is first asked for. */
  async space(): Promise<Space> {
    await this.ready;
    const { size } = this.exact;
    const count = Math.min(size, SPACE_SAMPLE);
    this.spread ??= spaceOf(
      Array.from({ length: count }, (_, i) => this.exact.vector(Math.floor((i * size) / count))),
    );
    return this.spread;
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
    this.stored?.dispose();
    this.stored = undefined; // A search that is still on its way is answered by exact search.
    this.meter.drop(this.folder, this.manifest.embeddings);
    if (this.manifest.index) this.meter.drop(this.folder, this.manifest.index);
  }

  private answering(): VectorIndex {
    return (this.wanted(this.asked) && this.stored) ?? this.exact;
  }

  /** The gallery's index if its kind was asked for, or no kind was. */
  private wanted(asked: IndexKind | undefined): IndexFile | undefined {
    const { index } = this.manifest;
    return asked === undefined || asked === index?.kind ? index : undefined;
  }

  private tell(problem: ErrorReport | undefined): void {
    this.events.onIndex(this.answering().kind, problem);
  }

  private async loadEmbeddings(there: Float32Array | undefined): Promise<void> {
    const { embeddings, dim, items, index } = this.manifest;
    const matrix =
      there ?? readEmbeddings(await this.fetch(embeddings), embeddings.dtype, dim, items.length);
    if ((index?.vectors ?? items.length) < items.length) this.copies = findCopies(matrix, dim);
    this.exact = createExactIndex(matrix, dim);
  }

  private async openStored(index: IndexFile): Promise<void> {
    await this.networkFree;
    const { dim, items } = this.manifest;
    const bytes = await this.fetch(index);
    const size = index.vectors ?? items.length;
    const distinct = await this.ports.openIndex(index.kind, bytes, { dim, size });
    const opened = this.copies ? withCopies(distinct, this.copies) : distinct;
    if (this.closed) opened.dispose();
    else this.stored = opened;
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

/**
 * The items that reach the cutoff, then the others, each in an order; those at the same place by similarity.
 * @param ranked best first @param order by row
 */
function sorted(ranked: readonly RankedItem[], order: Uint32Array, cutoff: number): RankedItem[] {
  const placeOf = ({ row }: RankedItem) => order[row] as number;
  const found = ranked.findIndex(({ similarity }) => similarity < cutoff);
  const line = found < 0 ? ranked.length : found;
  return [ranked.slice(0, line), ranked.slice(line)].flatMap((part) =>
    part.sort((a, b) => placeOf(a) - placeOf(b)),
  );
}
