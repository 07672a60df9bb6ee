import { ProgressMeter } from '@/lib/assets/progress';
import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import { FindSession } from '@/lib/find/session';
import type { Located, Picture, Survey, SurveyOptions, SurveyProgress } from '@/lib/find/types';
import { assertSameModel } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { ModelManifest } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import { checkedEmbedding } from './check-query';
import { EncoderHost } from './encoder-host';
import { evaluateOpened } from './evaluate';
import { GallerySession } from './gallery-session';
import { fetchGallery, fetchModel } from './manifests';
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
  readonly gallery: GallerySession;
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
  private config: EngineConfig | undefined;
  private opened: Promise<Opened> | undefined;
  /** Counts the galleries that were opened: what an earlier one still reports is not of interest. */
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
    const stays =
      this.opened && before?.gallery === config.gallery && this.board.status.phase !== 'error';
    if (!stays) {
      this.opened = this.openGallery(config, this.opened);
      this.opened.catch(() => {}); // Whoever asks gets it; nobody may be asking yet.
    }
    const { encoder, gallery } = await (this.opened as Promise<Opened>);
    if (stays && before?.index !== config.index) void gallery.askFor(config.index);
    return { model: encoder.host.model, gallery: gallery.manifest };
  }

  async search(query: Query, { k, signal }: SearchOptions): Promise<SearchAnswer> {
    const { encoder, gallery } = await this.current();
    throwIfCancelled(signal);
    const timing = { tokenize: 0, decode: 0, encode: 0, search: 0 };
    const { embedding, notices, image } = await encoder.encode(query, gallery, timing, signal);
    await gallery.ready;
    throwIfCancelled(signal);
    const start = performance.now();
    const most = Math.min(Math.max(1, Math.trunc(k) || 1), gallery.manifest.items.length);
    const own = query.kind === 'item' ? query.id : undefined;
    const { items, index } = gallery.search(embedding, most, own);
    timing.search = performance.now() - start;
    const { cutoff } = encoder.host.model;
    return {
      items,
      embedding: embedding.slice(), // It is handed over to the page; the remembered one stays.
      index,
      cutoff: query.kind === 'text' ? cutoff.text : cutoff.image,
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
    const read = readCategories(checked, categories, prompts, model.logitScale);
    try {
      const table = await gallery.captionTable();
      const captions = table ? readCaptions(checked, table, gallery.manifest) : [];
      return { categories: read, captions };
    } catch (error) {
      return { categories: read, captions: [], captionProblem: reportOf(error) };
    }
  }

  async survey(picture: Picture, options: SurveyOptions, signal?: AbortSignal): Promise<Survey> {
    const { finder, gallery } = await this.current();
    const { bytes, name } =
      picture.kind === 'image'
        ? { bytes: new Uint8Array(picture.bytes), name: picture.name }
        : await gallery.imageOf(picture.id, signal);
    const opened = await this.ports.openPicture(bytes, name);
    if (signal?.aborted) opened.close();
    throwIfCancelled(signal);
    return finder.begin(opened, options);
  }

  async surveyed(id: number, done: number): Promise<SurveyProgress> {
    return (await this.current()).finder.surveyed(id, done);
  }

  async haltSurvey(id: number): Promise<void> {
    (await this.current()).finder.halt(id);
  }

  async endSurvey(id: number): Promise<void> {
    (await this.current()).finder.end(id);
  }

  async locate(id: number, features: readonly string[]): Promise<Located> {
    return (await this.current()).finder.locate(id, features);
  }

  async preview(id: number): Promise<Blob | null> {
    return (await this.current()).finder.preview(id);
  }

  async encodePart(id: number, part: Rectangle): Promise<Float32Array> {
    return (await this.current()).finder.encodePart(id, part);
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

  /** Tells that files cannot be kept (the store's own problem, not the engine's). */
  reportStorage(storageProblem: ErrorReport): void {
    this.board.set({ storageProblem });
  }

  private current(): Promise<Opened> {
    if (this.opened) return this.opened;
    throw new AppError('internal', 'No gallery has been opened yet.', 'Reload the page.');
  }

  private async openGallery(config: EngineConfig, before?: Promise<Opened>): Promise<Opened> {
    const turn = ++this.turn;
    const set = (patch: Partial<EngineStatus>) => {
      if (turn === this.turn) this.board.set(patch);
    };
    set(NOTHING_OPEN);
    before?.then(({ gallery }) => gallery.close()).catch(() => {});
    try {
      this.encoder ??= this.createEncoder(config);
      const [encoder, manifest] = await Promise.all([
        this.encoder,
        fetchGallery(this.ports.store, config.gallery),
      ]);
      const { host } = encoder;
      assertSameModel(manifest, host.model);
      const events = {
        onIndex: (index: EngineStatus['index'], indexProblem: ErrorReport | undefined) =>
          set({ index, indexProblem }),
      };
      const { ports, meter } = this;
      const free = host.rest;
      const gallery = new GallerySession(manifest, ports, meter, config.index, free, events);
      follow(host, gallery, set);
      return { encoder, gallery, finder: this.finderOf(encoder) };
    } catch (error) {
      set({ phase: 'error', error: reportOf(error) });
      throw error;
    }
  }

  /** One session for the encoder's life: what it holds outlives the gallery. */
  private finderOf(encoder: QueryEncoder): FindSession {
    const { host } = encoder;
    this.finder ??= new FindSession({
      model: host.model,
      encodeImage: (pixels, signal) => host.encodeImage(pixels, undefined, signal),
      encodeTexts: (texts) => encoder.encodeTexts(texts),
      encodePrompts: (prompts) => encoder.encodePrompts(prompts),
    });
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

const NOTHING_OPEN: Partial<EngineStatus> = {
  phase: 'loading',
  text: false,
  image: false,
  gallery: false,
  index: null,
  indexProblem: undefined,
  imageProblem: undefined,
  error: undefined,
};

/** Keeps the status in step with what arrives. Without the image tower there is still text search. */
function follow(
  host: EncoderHost,
  gallery: GallerySession,
  set: (patch: Partial<EngineStatus>) => void,
): void {
  set({ gallery: true });
  const text = Promise.all([host.text, gallery.ready]).then(() => set({ text: true }));
  const image = Promise.all([host.vision, text]).then(
    () => set({ image: true }),
    (error: unknown) => set({ imageProblem: reportOf(error) }),
  );
  Promise.all([text, image, gallery.settled]).then(
    () => set({ phase: 'ready' }),
    (error: unknown) => set({ phase: 'error', error: reportOf(error) }),
  );
}
