import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';

/** Where something is in an image. Together, its parts are one area: what two of them cover counts once. */
export type Extent =
  | {
      readonly kind: 'polygons';
      /** Closed outlines, px of the image, x to the right, y down. */
      readonly polygons: readonly (readonly (readonly [number, number])[])[];
    }
  | {
      readonly kind: 'cells';
      /** Side of a cell, px; `floor(size / cell)` of them a row. */
      readonly cell: number;
      /** Run lengths, row by row, that begin with the empty run. */
      readonly runs: readonly number[];
    };

/** A thing that an image shows, and where. */
export interface TrueFeature {
  /** "storage tank", "green tree". */
  readonly name: string;
  /** The name and its synonyms; of full truth, else only the name. */
  readonly names: readonly string[];
  readonly extent: Extent;
  /** Where it cannot be said whether it is there: of full truth, and only where there is such a place. */
  readonly unsure?: Extent;
}

/** What is known of an image: a line of scenes.jsonl. */
export interface Truth {
  /** Side of the image, px. */
  readonly size: number;
  readonly features: readonly TrueFeature[];
}

interface Line {
  readonly start: number;
  readonly bytes: number;
}

/**
 * Ground truth as `npm run scenes` writes it (cli/tools/scenes/README.md). Only the places of its lines are held: outlines
 * of thousands of scenes would fill the memory.
 */
export class TruthFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
    private readonly lines: ReadonlyMap<string, Line>,
  ) {}

  /** @throws AppError file-invalid */
  static async open(path: string): Promise<TruthFile> {
    const file = await open(path);
    try {
      const lines = new Map<string, Line>();
      for await (const { text, start, bytes } of linesOf(file)) {
        if (text.trim() === '') continue;
        const at = reader(text, `${path}, line ${lines.size + 1}`);
        lines.set(at.field('filename').string(), { start, bytes });
      }
      return new TruthFile(file, path, lines);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * What is known of an image; undefined where nothing is.
   * @throws AppError file-invalid
   */
  async read(filename: string): Promise<Truth | undefined> {
    const line = this.lines.get(filename);
    if (!line) return undefined;
    const bytes = Buffer.alloc(line.bytes);
    await this.file.read(bytes, 0, line.bytes, line.start);
    return readTruth(reader(bytes.toString('utf8'), `${this.path}, ${filename}`));
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function* linesOf(file: FileHandle) {
  let rest = Buffer.alloc(0);
  let start = 0;
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield { text: rest.toString('utf8', 0, end), start, bytes: end };
      start += end + 1;
      rest = rest.subarray(end + 1);
    }
  }
  yield { text: rest.toString('utf8'), start, bytes: rest.length };
}

function readTruth(line: JsonReader): Truth {
  const size = line.field('size').whole(1);
  const features = line
    .field('features')
    .list()
    .map((feature) => {
      const name = feature.field('name').string();
      const names = feature.optional('names')?.list();
      const unsure = feature.optional('unsure');
      return {
        name,
        names: names?.map((synonym) => synonym.string()) ?? [name],
        extent: readExtent(feature, size),
        ...(unsure && { unsure: readCells(unsure, size) }),
      };
    });
  return { size, features };
}

/** The mask where there is one (full truth has it beside outlines: what hides a thing is not in it), else the outlines. */
function readExtent(feature: JsonReader, size: number): Extent {
  const mask = feature.optional('mask');
  if (mask) return readCells(mask, size);
  const polygons = feature
    .field('polygons')
    .list()
    .map((polygon) => polygon.list().map((point) => point.numbers(2) as [number, number]));
  return { kind: 'polygons', polygons };
}

function readCells(mask: JsonReader, size: number): Extent {
  const cell = mask.field('cell').whole(1);
  const runs = mask
    .field('runs')
    .list()
    .map((run) => run.whole());
  const cells = runs.reduce((sum, run) => sum + run, 0);
  if (cells !== Math.floor(size / cell) ** 2) {
    mask.fail(`has runs of ${cells} cells, not ${Math.floor(size / cell) ** 2}`);
  }
  return { kind: 'cells', cell, runs };
}

function reader(text: string, place: string): JsonReader {
  const error = (what: string, cause?: unknown): AppError =>
    new AppError(
      'file-invalid',
      `${place}: ${what}.`,
      'Write the scenes again (npm run scenes), or take scenes.jsonl away to go without ground truth.',
      { cause },
    );
  try {
    return new JsonReader(JSON.parse(text), '', error);
  } catch (cause) {
    throw error('is not JSON', cause);
  }
}
