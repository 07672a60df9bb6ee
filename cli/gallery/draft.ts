import { existsSync, readdirSync, rmSync } from 'node:fs';
import { appendFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What is kept of an image that is done. */
export interface DoneItem {
  readonly id: string;
  /** The source: another size or time of change makes it another image. */
  readonly file: string;
  readonly bytes: number;
  readonly changed: number;
  /** Name of the copy in `images/`; px after EXIF rotation. */
  readonly copy: string;
  readonly width: number;
  readonly height: number;
  /** Perceptual hash; left out of what is as good as blank, and by drafts of before there was one. */
  readonly hash?: string;
  /** float32, little endian, base64. */
  readonly embedding: string;
}

const LOG = 'done.jsonl';

/** Where galleries are made and where they end up. */
export interface DraftPlaces {
  /** Not below `public/`, or half a gallery would be served. */
  readonly drafts: string;
  readonly out: string;
}

/**
 * A gallery in the making: a folder `.ID.partial`, with a log of the images that are done. It becomes the gallery by
 * a rename at the end; until then, what was there before stays.
 */
export class Draft {
  /** By id. */
  readonly done = new Map<string, DoneItem>();

  private constructor(
    readonly folder: string,
    private readonly target: string,
  ) {}

  /**
   * Takes up what an earlier run left, where it was made with the same settings.
   * @param settings what every image's result depends on, such as the model's SHA-256
   */
  static async open(places: DraftPlaces, id: string, settings: string): Promise<Draft> {
    const draft = new Draft(draftFolder(places, id), join(places.out, id));
    const [head, ...lines] = await draft.readLog();
    if (head !== JSON.stringify(settings)) {
      rmSync(draft.folder, { recursive: true, force: true });
      for (const part of ['images', 'thumbs']) {
        await mkdir(join(draft.folder, part), { recursive: true });
      }
      await writeFile(join(draft.folder, LOG), `${JSON.stringify(settings)}\n`);
      return draft;
    }
    for (const line of lines) draft.take(line);
    // What a crash cut off in the middle must not run into the next line.
    await draft.append('');
    return draft;
  }

  async add(item: DoneItem): Promise<void> {
    await this.append(JSON.stringify(item));
    this.done.set(item.id, item);
  }

  /** Makes this folder the gallery, with no moment in which there is half of one. */
  async publish(keep: ReadonlySet<string>): Promise<void> {
    for (const part of ['images', 'thumbs']) {
      for (const name of readdirSync(join(this.folder, part))) {
        if (!keep.has(`${part}/${name}`)) await rm(join(this.folder, part, name));
      }
    }
    const out = dirname(this.target);
    await mkdir(out, { recursive: true });
    const before = join(out, `.${basename(this.target)}.before`);
    await rm(before, { recursive: true, force: true });
    const whole = await this.onDiskOf(out);
    if (existsSync(this.target)) await rename(this.target, before);
    try {
      await rename(whole, this.target);
    } catch (error) {
      if (existsSync(before)) await rename(before, this.target);
      throw error;
    }
    await rm(join(this.target, LOG), { force: true });
    await rm(before, { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The draft where a rename can reach it: copied first, if it lies on another disk. */
  private async onDiskOf(out: string): Promise<string> {
    const near = join(out, `.${basename(this.target)}.incoming`);
    await rm(near, { recursive: true, force: true });
    try {
      await rename(this.folder, near);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      await cp(this.folder, near, { recursive: true });
    }
    return near;
  }

  private take(line: string): void {
    try {
      const item = JSON.parse(line) as DoneItem;
      if (item.id) this.done.set(item.id, item);
    } catch {
      // A line that was being written when the run was stopped: that image is done again.
    }
  }

  private append(line: string): Promise<void> {
    return appendFile(join(this.folder, LOG), `${line}\n`);
  }

  private async readLog(): Promise<string[]> {
    const path = join(this.folder, LOG);
    return existsSync(path) ? (await readFile(path, 'utf8')).split('\n') : [];
  }
}

export function draftFolder({ drafts }: DraftPlaces, id: string): string {
  return join(drafts, `.${id}.partial`);
}

/** Ids of galleries that were begun and not finished. */
export function unfinished({ drafts }: DraftPlaces): string[] {
  if (!existsSync(drafts)) return [];
  return readdirSync(drafts).flatMap((name) => /^\.(.+)\.partial$/.exec(name)?.[1] ?? []);
}
