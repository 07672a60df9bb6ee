import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Source } from '../sources/types';
import { addPart, putGallery, type Row } from '../storage/galleries';
import type { OwnGallery, Reading, ReadingPhase, Unread } from '../types';
import { partOf, type ReadPicture } from './batch';
import { planReading, type ReadingPlan } from './plan';
import { type ReadPorts, readFiles } from './read-files';

/** A part is written when it has so many pictures, or when so long has passed since the one before, ms. */
const PART_PICTURES = 256;
const PART_TIME = 3000;
/** The first is written sooner: it is what somebody waits for. */
const FIRST_PICTURES = 24;
const FIRST_TIME = 1000;

/**
 * Reads a source into a gallery: what is in the gallery already is passed over, what has changed is read anew, and
 * what is new is added. Written part by part; what was written can be searched and outlives the page.
 */
export class ReadingSession {
  private gallery: OwnGallery;
  private phase: ReadingPhase = 'reading';
  private problem: ErrorReport | undefined;
  private readonly waiting: ReadPicture[] = [];
  private readonly unread: Unread[] = [];
  private readonly tried = new Set<string>();
  private written = performance.now();
  private writing: Promise<void> = Promise.resolve();
  private open: (() => void) | undefined;
  private gate: Promise<void> = Promise.resolve();
  private ended = false;
  private done = 0;
  private read = 0;
  private plan: ReadingPlan | undefined;
  private readonly dropped: Set<string>;
  private readonly total: number;
  /** Times at which the latest files were done, ms. */
  private readonly times: number[] = [];

  /**
   * @param kept what is in the gallery
   * @param onChange told of each step
   */
  constructor(
    gallery: OwnGallery,
    private readonly source: Source,
    private readonly kept: readonly Row[],
    private readonly ports: ReadPorts,
    private readonly onChange: () => void,
  ) {
    this.gallery = gallery;
    this.dropped = new Set(gallery.dropped);
    this.total = source.files.length;
  }

  state(): Reading {
    const { gallery, phase, done, total, read, problem } = this;
    return { gallery, phase, done, total, read, rate: this.rate(), ...(problem && { problem }) };
  }

  /** Resolves when all is read, or reading was ended or failed; it never rejects. */
  async run(): Promise<void> {
    try {
      const plan = await planReading(this.source, this.kept);
      this.plan = plan;
      this.done = this.total - plan.files.length;
      for (const row of plan.gone) this.drop(row);
      this.onChange();
      await readFiles(plan.files, this.ports, {
        onRead: (picture) => {
          this.waiting.push(picture);
          this.read++;
          this.tried.add(picture.item.file);
          this.step();
        },
        onUnread: (path, report) => {
          this.unread.push({ path, report });
          this.tried.add(path);
          // What it held before is no longer in it.
          this.drop(plan.replaced.get(path));
          this.step();
        },
        onEmpty: (path) => {
          this.tried.add(path);
          this.drop(plan.replaced.get(path));
          this.step();
        },
        turn: () => this.turn(),
      });
      await this.writing;
      await this.write('complete');
      this.set('complete');
    } catch (error) {
      await this.writing.catch(() => {});
      await this.write('stopped').catch(() => {});
      if (this.ended) this.set('paused');
      else this.fail(reportOf(error));
    } finally {
      this.ports.decoders.end();
    }
  }

  /** What has been read is written; nothing more is read until {@link resume}. */
  pause(): void {
    if (this.phase !== 'reading') return;
    this.gate = new Promise((resolve) => {
      this.open = resolve;
    });
    this.set('paused');
    this.writing = this.writing.then(() => this.write('stopped'));
    this.writing.catch(() => {}); // The run tells.
  }

  resume(): void {
    if (this.phase !== 'paused') return;
    this.times.length = 0;
    this.set('reading');
    this.open?.();
  }

  rename(title: string): void {
    this.gallery = { ...this.gallery, title };
    this.onChange();
  }

  /** Ends the reading for good; what was read is kept. */
  end(): void {
    this.ended = true;
    this.open?.();
  }

  private async turn(): Promise<void> {
    await this.gate;
    if (this.ended) throw new AppError('cancelled', 'Reading was ended.', 'Resume it.');
    // Storage that takes longer than reading holds it up: memory stays bounded.
    if (this.waiting.length > 2 * PART_PICTURES) await this.writing;
  }

  private step(): void {
    this.done++;
    this.times.push(performance.now());
    if (this.times.length > 64) this.times.shift();
    const first = this.gallery.parts === 0;
    const [pictures, time] = first ? [FIRST_PICTURES, FIRST_TIME] : [PART_PICTURES, PART_TIME];
    // After a pause the files that were on their way still arrive.
    const due = performance.now() - this.written > time || this.phase !== 'reading';
    if (this.waiting.length >= pictures || (due && this.waiting.length > 0)) {
      this.written = performance.now();
      const state = this.phase === 'reading' ? 'reading' : 'stopped';
      this.writing = this.writing.then(() => this.write(state));
      this.writing.catch((error: unknown) => {
        this.fail(reportOf(error));
        this.end();
      });
    }
    this.onChange();
  }

  /** Writes what waits, and what the gallery is with it. @throws AppError storage-full | storage-forbidden */
  private async write(state: OwnGallery['state']): Promise<void> {
    const pictures = this.waiting.splice(0, this.waiting.length);
    for (const { item } of pictures) this.drop(this.plan?.replaced.get(item.file));
    const known = new Set(this.source.files.map(({ path }) => path));
    const earlier = this.gallery.unread.filter(
      ({ path }) => known.has(path) && !this.tried.has(path),
    );
    const rows = this.gallery.items + this.gallery.dropped.length + pictures.length;
    const grown = {
      ...this.gallery,
      items: rows - this.dropped.size,
      dropped: [...this.dropped],
      state,
      total: this.total,
      unread: [...earlier, ...this.unread],
    };
    if (pictures.length === 0) {
      await putGallery(grown);
      this.adopt(grown);
    } else {
      const { part, embeddings } = partOf(pictures, grown.dim);
      const gallery = {
        ...grown,
        parts: grown.parts + 1,
        bytes: grown.bytes + embeddings.byteLength + part.thumbs.size,
      };
      try {
        await addPart(gallery, part, embeddings);
      } catch (error) {
        this.waiting.unshift(...pictures);
        throw error;
      }
      this.adopt(gallery);
    }
    this.written = performance.now();
    this.onChange();
  }

  /** A gallery may be renamed while it is written. */
  private adopt(gallery: OwnGallery): void {
    this.gallery = { ...gallery, title: this.gallery.title };
  }

  /** Takes a row out of the gallery: its file has changed or gone. */
  private drop(row: Row | undefined): void {
    if (!row) return;
    this.dropped.add(`${row.part}:${row.row}`);
  }

  private rate(): number | null {
    const [first, last] = [this.times[0], this.times.at(-1)];
    if (first === undefined || last === undefined || this.times.length < 8) return null;
    return ((this.times.length - 1) * 1000) / Math.max(1, last - first);
  }

  private fail(problem: ErrorReport): void {
    if (this.phase === 'failed') return;
    this.problem = problem;
    this.set('failed');
  }

  private set(phase: ReadingPhase): void {
    if (this.phase === 'failed' && phase === 'paused') return;
    this.phase = phase;
    this.onChange();
  }
}
