import { ProgressMeter } from '@/lib/assets/progress';
import { linesOf } from '@/lib/certainty/certainty';
import { shareFamiliar } from '@/lib/certainty/words';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import { FindSession } from '@/lib/find/session';
import type {
  Example,
  Inside,
  Learned,
  Located,
  LocateOptions,
  Picture,
  PictureInfo,
  Survey,
  SurveyOptions,
  SurveyProgress,
} from '@/lib/find/types';
import { type GalleryManifest, sizeOf } from '@/lib/gallery/types';
import { bytesOfFile } from '@/lib/image/file';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import { builtPositions } from './built-positions';
import { checkedEmbedding } from './check-query';
import { EncoderHost } from './encoder-host';
import { evaluateOpened } from './evaluate';
import { findEncoderOf, keyOfPicture } from './find-encoder';
import { InsideFinder } from './inside-finder';
import { follow, NOTHING_OPEN } from './loading';
import { fetchModel } from './manifests';
import type { OpenGallery } from './open-gallery';
import { openerOf } from './opener';
import type { EnginePorts } from './ports';
import type {
  EngineConfig,
  EngineStatus,
  ImageReading,
  Query,
  SearchAnswer,
  SearchEngine,
  SearchOptions,
} from './protocol';
import { QueryEncoder } from './query-encoder';
import { categoriesOf, promptsOf, readCaptions, readCategories } from './reading';
import { throwIfCancelled } from './serial-queue';
import { StatusBoard } from './status-board';

interface Opened {
  readonly encoder: QueryEncoder;
  readonly gallery: OpenGallery;
  readonly finder: FindSession;
}

/**
 * The search engine: one model, one gallery at a time, everything in memory. It knows nothing of
 * workers; `engine.worker.ts` makes it one, tests run it on Node.
 */
export class Engine implements SearchEngine {
  private readonly board: StatusBoard;
  private readonly meter: ProgressMeter;
  private encoder: Promise<QueryEncoder> | undefined;
  private finder: FindSession | undefined;
  private insideFinder: InsideFinder | undefined;
  private config: EngineConfig | undefined;
  private opened: Promise<Opened> | undefined;
  /** Counts the galleries that were opened: reports of an earlier one are ignored. */
  private turn = 0;

  constructor(private readonly ports: EnginePorts) {
    this.board = new StatusBoard((status) => ports.onStatus(status));
    this.meter = new ProgressMeter(({ loaded, total, cached }) =>
      this.board.progress({ loaded, total }, cached),
    );
  }

  /**
   * Opens a gallery with a model. Again with another gallery keeps the encoder; with another index
   * it keeps both. A second model needs a second engine: wasm gives no memory back.
   *
   * @throws AppError model-… | gallery-… | asset-…
   */
  async open(config: EngineConfig): Promise<{ model: ModelManifest; gallery: GalleryManifest }> {
    const before = this.config;
    if (before && before.model !== config.model) {
      throw new AppError('internal', 'One engine holds one model.', 'Reload the page.');
    }
    this.config = config;
    const same = this.opened && before?.gallery === config.gallery;
    const well = this.board.status.phase !== 'error';
    const stays = same && before?.revision === config.revision && well;
    if (!stays) {
      this.opened = this.openGallery(config, this.opened, same && well);
      this.opened.catch(() => {}); // Callers handle the rejection; this avoids an unhandled one.
    }
    const { encoder, gallery } = await (this.opened as Promise<Opened>);
    if (stays && before?.index !== config.index) void gallery.askFor(config.index);
    return { model: encoder.host.model, gallery: gallery.manifest };
  }

  async search(query: Query, { k, signal, ...narrowing }: SearchOptions): Promise<SearchAnswer> {
    const { encoder, gallery } = await this.current();
    throwIfCancelled(signal);
    const timing = { tokenize: 0, decode: 0, encode: 0, search: 0 };
    const encoded = await encoder.encode(query, gallery, timing, signal);
    const { embedding, notices, image, unfamiliar } = encoded;
    await gallery.ready;
    throwIfCancelled(signal);
    const start = performance.now();
    const most = Math.min(Math.max(1, Math.trunc(k) || 1), sizeOf(gallery.manifest));
    const without = query.kind === 'item' ? [query.id] : encoded.without;
    const { certainty } = gallery.manifest;
    const lines =
      query.kind === 'text' && certainty && unfamiliar
        ? linesOf(certainty, shareFamiliar(query.text, unfamiliar))
        : undefined;
    const { text, image: picture } = encoder.host.model.cutoff;
    const cutoff = encoded.cutoff ?? lines?.line ?? (query.kind === 'text' ? text : picture);
    const { items, index } = await gallery.search(embedding, most, without, signal, {
      ...narrowing,
      cutoff,
    });
    throwIfCancelled(signal);
    timing.search = performance.now() - start;
    return {
      items,
      embedding: embedding.slice(), // Transferred to the page; the cached one stays.
      index,
      cutoff,
      ...(lines && { strong: lines.strong }),
      ...(unfamiliar && { unfamiliar }),
      notices,
      timing,
      ...(image && { image }),
    };
  }

  async read(embedding: Float32Array): Promise<ImageReading> {
    const { encoder, gallery } = await this.current();
    const { model } = encoder.host;
    const checked = checkedEmbedding(embedding, model.dim);
    const categories = categoriesOf(gallery.manifest);
    const prompts = await encoder.encodePrompts(promptsOf(categories));
    const read = readCategories(checked, categories, prompts, model);
    try {
      const table = await gallery.captionTable();
      const captions = table ? readCaptions(checked, table, gallery.manifest) : [];
      return { categories: read, captions };
    } catch (error) {
      return { categories: read, captions: [], captionProblem: reportOf(error) };
    }
  }

  async embed(model: string, images: readonly PixelValues[]): Promise<Float32Array> {
    const { host } = await (this.encoder ?? this.current().then(({ encoder }) => encoder));
    if (host.model.id !== model)
      throw new AppError('cancelled', 'Another model was opened.', 'Start again.');
    const { dim } = host.model;
    const embeddings = new Float32Array(images.length * dim);
    for (const [row, image] of images.entries()) {
      embeddings.set((await host.encodeImage(image)).embedding, row * dim);
    }
    return embeddings;
  }

  async embeddings(): Promise<Float32Array<ArrayBuffer>> {
    return (await this.current()).gallery.embeddings();
  }

  async positions(): Promise<Float32Array<ArrayBuffer> | null> {
    return builtPositions((await this.current()).gallery.manifest, this.ports.store);
  }

  async similarities(embedding: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { encoder, gallery } = await this.current();
    await gallery.ready;
    return gallery.similarities(checkedEmbedding(embedding, encoder.host.model.dim));
  }

  async openPicture(picture: Picture, signal?: AbortSignal): Promise<PictureInfo> {
    const { finder, gallery } = await this.current();
    const key = keyOfPicture(picture, gallery.manifest.id);
    const held = key === undefined ? undefined : finder.opened(key);
    if (held) return held;
    const { bytes, name } =
      picture.kind === 'image'
        ? { bytes: await bytesOfFile(picture.file, picture.name), name: picture.name }
        : await gallery.imageOf(picture.id, signal);
    const opened = await this.ports.openPicture(bytes, name);
    if (signal?.aborted) opened.close();
    throwIfCancelled(signal);
    return finder.open(opened, key);
  }

  async survey(id: number, options: SurveyOptions): Promise<Survey> {
    return (await this.current()).finder.begin(id, options);
  }

  async waitForProgress(id: number, done: number): Promise<SurveyProgress> {
    return (await this.current()).finder.waitForProgress(id, done);
  }

  async haltSurvey(id: number): Promise<void> {
    (await this.current()).finder.halt(id);
  }

  async locate(id: number, features: readonly string[], options?: LocateOptions): Promise<Located> {
    return (await this.current()).finder.locate(id, features, options);
  }

  async learn(id: number, examples: readonly Example[]): Promise<Learned> {
    return (await this.current()).finder.learn(id, examples);
  }

  async preview(id: number): Promise<Blob | null> {
    return (await this.current()).finder.preview(id);
  }

  async encodePart(id: number, part: Rectangle): Promise<Float32Array> {
    return (await this.current()).finder.encodePart(id, part);
  }

  async lookInside(
    item: string,
    features: readonly string[],
    signal?: AbortSignal,
  ): Promise<Inside> {
    const { encoder, gallery } = await this.current();
    this.insideFinder ??= new InsideFinder(findEncoderOf(encoder));
    const open = async () => {
      const { bytes, name } = await gallery.imageOf(item, signal);
      return this.ports.openPicture(bytes, name);
    };
    return this.insideFinder.look(`${gallery.manifest.id} ${item}`, open, features, signal);
  }

  async evaluate(
    onProgress: (progress: EvaluationProgress) => void,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Evaluation> {
    const { encoder, gallery } = await this.current();
    const { host } = encoder;
    const decode = (bytes: Uint8Array<ArrayBuffer>, name: string) =>
      this.ports.decodeImage(bytes, name);
    return evaluateOpened({ host, gallery, decode, onProgress, signal });
  }

  /** Reports that files cannot be stored; the engine works without. */
  reportStorage(storageProblem: ErrorReport): void {
    this.board.set({ storageProblem });
  }

  private current(): Promise<Opened> {
    if (this.opened) return this.opened;
    throw new AppError('internal', 'No gallery has been opened yet.', 'Reload the page.');
  }

  /** @param grown the open gallery has new items: its earlier state can be searched meanwhile */
  private async openGallery(
    config: EngineConfig,
    before: Promise<Opened> | undefined,
    grown = false,
  ): Promise<Opened> {
    const turn = ++this.turn;
    const set = (patch: Partial<EngineStatus>) => {
      if (turn === this.turn) this.board.set(patch);
    };
    if (!grown) set(NOTHING_OPEN);
    before?.then(({ gallery }) => gallery.close()).catch(() => {});
    try {
      this.encoder ??= this.createEncoder(config);
      const events = {
        onIndex: (index: EngineStatus['index'], indexProblem: ErrorReport | undefined) =>
          set({ index, indexProblem }),
      };
      const [encoder, open] = await Promise.all([
        this.encoder,
        openerOf(config, this.ports, this.meter),
      ]);
      const { host } = encoder;
      const gallery = open(host, events);
      follow(host, gallery, set);
      return { encoder, gallery, finder: this.finderOf(encoder) };
    } catch (error) {
      set({ phase: 'error', error: reportOf(error) });
      throw error;
    }
  }

  /** One session as long as the encoder exists: surveys are kept when another gallery is opened. */
  private finderOf(encoder: QueryEncoder): FindSession {
    this.finder ??= new FindSession(findEncoderOf(encoder));
    return this.finder;
  }

  private createEncoder({ model: id, backend, threads }: EngineConfig): Promise<QueryEncoder> {
    const wanted = { ...(backend && { backend }), ...(threads && { threads }) };
    const creating = fetchModel(this.ports.store, id).then((model) => {
      const host = new EncoderHost(model, this.ports, this.meter, wanted, {
        onBackend: (chosen, used, backendProblem) =>
          this.board.set({ backend: chosen, threads: used, backendProblem }),
        onFatal: (report) => this.ports.onFatal(report),
      });
      return new QueryEncoder(host, (bytes, name) => this.ports.decodeImage(bytes, name));
    });
    creating.catch(() => {
      this.encoder = undefined; // The next opening tries again.
    });
    return creating;
  }
}
