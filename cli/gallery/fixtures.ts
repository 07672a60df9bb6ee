import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { DraftPlaces } from './draft';
import { type BuildOptions, parseOptions } from './options';

const TINY = fileURLToPath(new URL('../../lib/encoder/fixtures/tiny', import.meta.url));

/** A place to build galleries in, for tests: a public folder with the tiny model, and a folder of images. */
export interface Workplace extends DraftPlaces {
  readonly publicDir: string;
  readonly images: string;
  /** Options of `build images --id ID` and more, with the tiny model. */
  options(id: string, ...more: string[]): BuildOptions;
}

export function workplace(): Workplace {
  const root = mkdtempSync(join(tmpdir(), 'overlook-gallery-'));
  const [publicDir, images] = [join(root, 'public'), join(root, 'images')];
  mkdirSync(images);
  cpSync(TINY, join(publicDir, 'models/tiny'), { recursive: true });
  const common = ['--model', 'tiny', '--public', publicDir, '--threads', '1', '--jobs', '2'];
  return {
    publicDir,
    out: join(publicDir, 'galleries'),
    drafts: join(root, '.cache/galleries'),
    images,
    options(id, ...more) {
      return parseOptions(['build', images, '--id', id, ...common, ...more]) as BuildOptions;
    },
  };
}

/** Where a file of a gallery is. */
export function pathOf({ out }: Workplace, id: string, file: string): string {
  return join(out, id, file);
}

/** What a gallery's `gallery.json` holds, as it was written. */
export function manifestOf(place: Workplace, id: string) {
  return JSON.parse(readFileSync(pathOf(place, id, 'gallery.json'), 'utf8'));
}

/** Writes a plain image, its format by the name's ending. */
export async function paint(
  { images }: Workplace,
  name: string,
  color: string,
  side = 40,
): Promise<void> {
  const path = join(images, name);
  mkdirSync(join(path, '..'), { recursive: true });
  await sharp({ create: { width: side, height: side, channels: 3, background: color } }).toFile(
    path,
  );
}

export function writeLines({ images }: Workplace, rows: readonly unknown[]): string {
  const path = join(images, '..', 'captions.jsonl');
  writeFileSync(path, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  return path;
}
