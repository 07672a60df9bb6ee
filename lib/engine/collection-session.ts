import { CollectionClient } from '@/lib/collection/client';
import { apiPathOf } from '@/lib/collection/id';
import {
  type CollectionColumn,
  type CollectionFilter,
  type CollectionInfo,
  type CollectionItem,
  LIMITS,
} from '@/lib/collection/types';
import { columnFilters } from '@/lib/collection/where';
import { AppError } from '@/lib/errors/errors';
import { type Space, spaceOf } from '@/lib/feedback/space';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { type ItemFilter, isFiltering } from '@/lib/narrowing/narrowing';
import type { OpenGallery } from './open-gallery';
import type { EnginePorts } from './ports';
import type { Narrowing, RankedItem } from './protocol';

/** Items by which the spread of a collection is measured. */
const SPACE_SAMPLE = 24;
/** Pixels of a thumbnail's side where nothing says how large the picture was. */
const SIDE = 256;

/** A collection that the site's server searches: it is sent the embedding of a query. */
export class CollectionSession implements OpenGallery {
  readonly ready = Promise.resolve();
  readonly settled = Promise.resolve();
  private spread: Promise<Space> | undefined;

  private constructor(
    readonly manifest: GalleryManifest,
    private readonly client: CollectionClient,
    private readonly ports: EnginePorts,
    private readonly info: Pick<CollectionInfo, 'columns' | 'date'>,
  ) {}

  /**
   * @param gallery `remote:<id>`
   * @throws AppError collection-unknown | server-away | server-busy
   */
  static async open(gallery: string, ports: EnginePorts): Promise<CollectionSession> {
    const client = new CollectionClient(gallery, ports.ask);
    const [info, look] = await Promise.all([client.info(), client.look()]);
    return new CollectionSession(manifestOf(gallery, info, look), client, ports, info);
  }

  async askFor(): Promise<void> {}

  async search(
    embedding: Float32Array,
    k: number,
    without: readonly string[] = [],
    signal?: AbortSignal,
    { filter }: Narrowing = {},
  ): Promise<{ items: RankedItem[]; index: 'exact' }> {
    const { modelSha256 } = this.manifest;
    const wanted = Math.min(LIMITS.k, k + without.length);
    const found = await this.client.search(
      embedding,
      wanted,
      modelSha256,
      filter && filterOf(filter, this.info.columns),
      signal,
    );
    const items = found
      .filter(({ id }) => !without.includes(id))
      .slice(0, k)
      .map((item) => ({
        row: -1,
        id: item.id,
        similarity: item.similarity ?? 0,
        item: galleryItemOf(item, this.info.date),
      }));
    return { items, index: 'exact' };
  }

  /** The thumbnail: a collection has no larger pictures. @throws AppError asset-missing | asset-offline */
  async imageOf(id: string, signal?: AbortSignal) {
    const bytes = await this.ports.store.raw(apiPathOf(this.manifest.id, 'thumbs', id), signal);
    return { bytes, name: id };
  }

  async embeddingOf(id: string): Promise<Float32Array<ArrayBuffer>> {
    return (await this.client.item(id)).embedding;
  }

  /** None: only the server has the embeddings. */
  similarities(): Float32Array<ArrayBuffer> {
    return new Float32Array();
  }

  async embeddings(): Promise<never> {
    throw new AppError(
      'parameter-invalid',
      `"${this.manifest.title}" is searched by a server: it has no map here.`,
      'Choose a gallery that is searched on this device.',
    );
  }

  space(): Promise<Space> {
    const ids = this.manifest.items.slice(0, SPACE_SAMPLE).map(({ id }) => id);
    this.spread ??= Promise.all(ids.map((id) => this.embeddingOf(id))).then(spaceOf);
    this.spread.catch(() => {
      this.spread = undefined;
    });
    return this.spread;
  }

  captionTable(): null {
    return null;
  }

  close(): void {}
}

function manifestOf(
  id: string,
  info: CollectionInfo,
  look: readonly CollectionItem[],
): GalleryManifest {
  const { title, description, license, attribution, model, modelSha256, dim, rows } = info;
  const { index, date, bbox, columns } = info;
  return {
    id,
    title,
    ...(description && { description }),
    license,
    attribution,
    model,
    modelSha256,
    dim,
    items: look.map((item) => galleryItemOf(item, date)),
    served: {
      items: rows,
      ...(index && { recall: index.recall }),
      ...(date !== undefined && { date }),
      ...(bbox && { placed: true }),
      columns,
    },
    // The server has them.
    embeddings: { file: '-', bytes: 0, sha256: '', dtype: 'float32' },
  };
}

/** A filter as the server takes it. @throws AppError parameter-invalid where it cannot */
function filterOf(
  filter: ItemFilter,
  known: readonly CollectionColumn[],
): CollectionFilter | undefined {
  if (!isFiltering(filter)) return undefined;
  if (filter.tag.length + filter.folder.length > 0 || filter.size !== null) {
    throw new AppError(
      'parameter-invalid',
      'This collection cannot be filtered by tags, folders or size.',
      'Remove these filters.',
    );
  }
  const { category, where, from, to, bbox } = filter;
  const columns = columnFilters(where, known);
  if (category.length > 0) {
    if (Object.hasOwn(columns, 'category')) throw twice();
    columns.category = { in: category };
  }
  return {
    ...(bbox && { bbox }),
    ...(from && { from }),
    ...(to && { to }),
    ...(Object.keys(columns).length > 0 && { columns }),
  };
}

function twice(): AppError {
  return new AppError(
    'parameter-invalid',
    'The address filters by category in two ways.',
    'Remove one of these filters.',
  );
}

/** An item of a collection as the page shows those of galleries; its columns become a caption where it has none. */
function galleryItemOf(item: CollectionItem, dateColumn: string | undefined): GalleryItem {
  const { id, thumb, columns, captions, tags, file, bbox, width = SIDE, height = SIDE } = item;
  const { category } = columns;
  const date = dateColumn === undefined ? undefined : columns[dateColumn];
  const told = Object.entries(columns).flatMap(([name, value]) =>
    name === 'category' || name === 'split' ? [] : [`${name}: ${value}`],
  );
  const texts = captions ?? (told.length > 0 ? [told.join(', ')] : undefined);
  return {
    id,
    file: file ?? id,
    width,
    height,
    ...(typeof category === 'string' && { category }),
    ...(tags && { tags }),
    ...(texts && { captions: texts }),
    columns,
    ...(typeof date === 'string' && { date }),
    ...(bbox && { bbox }),
    image: thumb,
  };
}
