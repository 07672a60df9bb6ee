import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { BandWish } from '@/lib/image/raster/types';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import { type GalleryArchive, manifestIn } from './exchange/archive';
import { type Exported, isOf, originOf } from './exchange/exchange';
import { type ExportOptions, exportGallery } from './exchange/export-gallery';
import { importInto } from './exchange/import';
import { embeddedBy, emptied, newGallery } from './new-gallery';
import { alone } from './reading/alone';
import { type Decoders, startDecoders } from './reading/decoders';
import { ReadingSession } from './reading/session';
import { noRoom, nothingIn, otherModel } from './refusals';
import { Revisions } from './revisions';
import type { Source } from './sources/types';
import { VisitSources } from './sources/visit';
import {
  getGallery,
  listGalleries,
  partsOf,
  putGallery,
  removeGallery,
  rowsOf,
} from './storage/galleries';
import type { OwnGallery, Reading } from './types';

/** What the library needs of the page: the engine, and decoders. */
export interface LibraryPorts {
  embed(model: string, images: readonly PixelValues[]): Promise<Float32Array>;
  startDecoders?(width?: number): Decoders;
}

export interface LibraryState {
  /** The newest first; null before they were looked up. */
  readonly galleries: readonly OwnGallery[] | null;
  /** What is being read, or was read last in this visit. */
  readonly reading: Reading | null;
  /** Why there are none, or why what was tried last did not succeed. */
  readonly problem: ErrorReport | null;
}

/** Least time between two reports of progress, ms. */
const TOLD = 200;

/** The galleries of this browser's own, as the page works with them: one is read at a time. */
export class OwnLibrary {
  private state: LibraryState = { galleries: null, reading: null, problem: null };
  private session: ReadingSession | undefined;
  private running: Promise<void> | undefined;
  private readonly sources = new VisitSources();
  private readonly revisions = new Revisions();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ports: LibraryPorts) {}

  /** The same object until something changes. */
  readonly now = (): LibraryState => this.state;

  /** @returns A function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Counts the states of a gallery that was changed in this visit; undefined before that. */
  readonly revision = (id: string): number | undefined => this.revisions.of(id);

  /** Looks up what this browser keeps. */
  async load(): Promise<void> {
    try {
      this.set({ galleries: await listGalleries() });
    } catch (error) {
      this.set({ galleries: [], problem: reportOf(error) });
    }
  }

  /**
   * Makes a gallery of a source and begins to read it.
   * @returns its id, when the first of it can be searched; null where nothing of it could be read
   * @throws AppError storage-… | file-missing where there is no picture in it
   */
  async open(source: Source, model: ModelManifest): Promise<string | null> {
    if (source.files.length === 0) throw nothingIn(source);
    await this.load();
    const gallery = newGallery(source, model);
    await putGallery(gallery).catch((error: unknown) => {
      throw reportOf(error).code === 'storage-full' ? noRoom(error) : error;
    });
    void navigator.storage?.persist?.().catch(() => {});
    return this.read(gallery, source, model);
  }

  /**
   * Takes an exported gallery into this browser, as it is. One that another model embedded is read anew from the
   * pictures in it.
   * @param modelOf the manifest of a model of this site, null where it has none of this id
   * @param current reads what must be read anew
   * @returns its id and its model's; null where nothing of it could be read
   * @throws AppError gallery-invalid | model-mismatch | storage-…
   */
  async take(
    { gallery: archive, ...source }: Source & { readonly gallery: GalleryArchive },
    modelOf: (id: string) => Promise<ModelManifest | null>,
    current: ModelManifest,
  ): Promise<{ id: string; model: string } | null> {
    const manifest = await manifestIn(archive);
    const { title } = manifest;
    const model = await modelOf(manifest.model);
    if (!model || !isOf(manifest, model)) {
      if (source.files.length === 0) throw otherModel(title, manifest.model);
      const id = await this.open({ ...source, name: title }, current);
      return id === null ? null : { id, model: current.id };
    }
    await this.halt();
    this.session = undefined;
    const total = manifest.items.length;
    const made: OwnGallery = {
      ...newGallery({ ...source, kind: 'import', name: title }, model),
      source: { kind: 'import', name: archive.name },
      origin: originOf(manifest, model),
      total,
    };
    const tell = (gallery: OwnGallery, phase: 'reading' | 'complete') => {
      const done = gallery.items;
      this.set({
        reading: { gallery, phase, done, total, read: done, rate: null },
        problem: null,
      });
    };
    tell(made, 'reading');
    void navigator.storage?.persist?.().catch(() => {});
    try {
      tell(
        await importInto(made, archive, manifest, (grown) => tell(grown, 'reading')),
        'complete',
      );
    } catch (error) {
      this.set({ reading: null });
      await removeGallery(made.id).catch(() => {});
      throw error;
    }
    await this.load();
    return { id: made.id, model: model.id };
  }

  /** As {@link exportGallery}. */
  pack(id: string, options: ExportOptions): Promise<Exported> {
    return exportGallery(id, this.sources, options);
  }

  /**
   * Looks into the source of a gallery again: reads what is new or has changed, and goes on where reading stopped.
   * @param again what was dropped or picked anew, where the browser keeps no way to the folder
   * @returns false where the source must be picked anew
   * @throws AppError folder-gone | storage-forbidden
   */
  async update(id: string, model: ModelManifest, again?: Source): Promise<boolean> {
    const gallery = await getGallery(id);
    if (!gallery) return true;
    const source = again ?? (await this.sources.open(gallery));
    if (!source) return false;
    if (source.files.length === 0) throw nothingIn(source);
    const { handle } = source;
    const found = handle ? { ...gallery, source: { ...gallery.source, handle } } : gallery;
    const parts = await partsOf(id);
    await this.read(embeddedBy(found, parts, model), source, model);
    return true;
  }

  /**
   * Reads the scenes of a gallery again, in other bands; null: in those that the reader chooses.
   * @param again scenes that were picked anew, in these bands
   * @returns false where they must be picked anew
   * @throws AppError image-… | storage-…
   */
  async showBands(
    id: string,
    model: ModelManifest,
    wish: BandWish | null,
    again?: Source,
  ): Promise<boolean> {
    const source = again ?? (await this.sources.get(id)?.inBands?.(wish));
    if (!source) return false;
    await this.halt(); // What is still being read is of other bands.
    const gallery = await getGallery(id);
    if (!gallery) return true;
    const { scenes } = source;
    const { wish: _, ...from } = gallery.source;
    const found: OwnGallery = {
      ...emptied(gallery, await partsOf(id)),
      source: { ...from, ...(scenes && { scenes }), ...(wish && { wish }) },
    };
    this.revisions.empty(id);
    await this.read(found, source, model);
    return true;
  }

  /** As {@link VisitSources.picture}. */
  picture(id: string, path: string, ask: boolean): Promise<File | null> {
    return this.sources.picture(id, path, ask);
  }

  pause(): void {
    this.session?.pause();
  }

  resume(): void {
    this.session?.resume();
  }

  async rename(id: string, title: string): Promise<void> {
    const gallery = await getGallery(id);
    if (!gallery || title.trim() === '') return;
    if (this.state.reading?.gallery.id === id) this.session?.rename(title.trim());
    await putGallery({ ...gallery, title: title.trim() });
    this.revisions.complete(id);
    await this.load();
  }

  async forget(id: string): Promise<void> {
    if (this.state.reading?.gallery.id === id) {
      await this.halt();
      this.session = undefined;
      this.set({ reading: null });
    }
    this.sources.delete(id);
    await removeGallery(id);
    await this.load();
  }

  /** What was told is put away. */
  dismiss(): void {
    if (this.state.reading?.phase === 'complete' || this.state.reading?.phase === 'failed') {
      this.session = undefined;
      this.set({ reading: null });
    }
    this.set({ problem: null });
  }

  /** Shows why something that the page tried for the library did not succeed. */
  report(problem: ErrorReport): void {
    this.dismiss(); // What was read before is no longer what the person waits for.
    this.set({ problem });
  }

  private async halt(): Promise<void> {
    this.session?.end();
    await this.running;
  }

  private async read(gallery: OwnGallery, source: Source, model: ModelManifest) {
    await this.halt();
    this.sources.set(gallery.id, source);
    const kept = rowsOf(gallery, await partsOf(gallery.id));
    const ports = {
      // Each keeps what it has decoded of a scene: two would do the same work and hold twice as much.
      decoders: (this.ports.startDecoders ?? startDecoders)(
        source.kind === 'scene' ? 1 : undefined,
      ),
      spec: model.image,
      embed: (images: readonly PixelValues[]) => this.ports.embed(model.id, images),
    };
    return new Promise<string | null>((resolve) => {
      const session: ReadingSession = new ReadingSession(gallery, source, kept, ports, () => {
        const reading = session.state();
        const { id, items } = reading.gallery;
        if (items > 0) resolve(id);
        if (reading.phase === 'complete') this.revisions.complete(id);
        else this.revisions.grow(id, items);
        this.tell(session);
      });
      this.session = session;
      this.set({ reading: session.state(), problem: null });
      this.running = alone(gallery.id, () => session.run()).then(
        async () => {
          this.tell(session, true);
          await this.load();
          resolve(session.state().gallery.items > 0 ? gallery.id : null);
        },
        (error: unknown) => {
          this.set({ reading: null, problem: reportOf(error) });
          resolve(null);
        },
      );
    });
  }

  /** The page hears of progress at intervals, of a change of phase at once. */
  private tell(session: ReadingSession, now = false): void {
    const tell = () => {
      clearTimeout(this.timer);
      this.timer = undefined;
      if (session === this.session) this.set({ reading: session.state() });
    };
    if (now || session.state().phase !== this.state.reading?.phase) tell();
    else this.timer ??= setTimeout(tell, TOLD);
  }

  private set(patch: Partial<LibraryState>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of this.listeners) listener();
  }
}
