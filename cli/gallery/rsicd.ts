import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { AppError } from '@/lib/errors/errors';
import { Hub, type HubFile } from '../model/hub';
import { ProgressBar } from '../shared/progress';
import { type Built, build } from './build';
import type { RsicdOptions } from './options';

/** RSICD as the makers of CLIP-RSICD put it on the hub: filename, captions, image {bytes, path}. */
const REPOSITORY = 'arampacha/rsicd';
/** Rows that are in memory at a time: some 50 kB each. */
const STEP = 200;

/**
 * Makes a gallery of a split of RSICD, from the hub's parquet files or from one that is given.
 * @throws AppError file-missing | file-invalid | as Hub and build
 */
export async function rsicd(options: RsicdOptions, signal: AbortSignal): Promise<Built> {
  const cache = join(dirname(options.publicDir), '.cache');
  const folder = join(cache, 'rsicd', options.split);
  const files = options.from
    ? [options.from]
    : await download(
        new Hub({ cache: join(cache, 'hub'), signal, env: process.env }),
        options.split,
      );
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'images'), { recursive: true });
  try {
    const lines: string[] = [];
    for (const file of files) lines.push(...(await unpack(file, join(folder, 'images'), signal)));
    const captions = join(folder, 'captions.jsonl');
    await writeFile(captions, `${lines.join('\n')}\n`);
    return await build(
      { ...options, kind: 'build', folder: join(folder, 'images'), captions, split: undefined },
      signal,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(hub: Hub, split: string): Promise<string[]> {
  const repository = await hub.repository('dataset', REPOSITORY, 'main');
  const files = repository.files.filter(({ path }) => {
    const name = basename(path);
    return name.endsWith('.parquet') && name.startsWith(`${split}-`);
  });
  if (files.length === 0) {
    throw new AppError(
      'file-missing',
      `${REPOSITORY} has no split "${split}".`,
      'Its splits are train, valid and test.',
    );
  }
  const paths: string[] = [];
  for (const file of files as HubFile[])
    paths.push(await hub.download('dataset', repository, file));
  return paths;
}

/** Writes the images of a parquet file into a folder. @returns a line of JSON for each, as `build` reads captions */
async function unpack(path: string, folder: string, signal: AbortSignal): Promise<string[]> {
  if (!existsSync(path)) {
    throw new AppError(
      'file-missing',
      `There is no file ${path}.`,
      'Give a parquet file by --from.',
    );
  }
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => {
    throw invalid(path, 'is not a Parquet file, or is cut short', cause);
  });
  const total = Number(metadata.num_rows);
  const bar = new ProgressBar('rows  ', total);
  const lines: string[] = [];
  const seen = new Set<string>();
  for (let rowStart = 0; rowStart < total; rowStart += STEP) {
    signal.throwIfAborted();
    const rowEnd = Math.min(total, rowStart + STEP);
    // Bytes stay bytes: an image is no text.
    const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, utf8: false }).catch(
      (cause: unknown) => {
        throw invalid(path, 'cannot be read to its end', cause);
      },
    );
    for (const [i, row] of rows.entries()) {
      const { name, captions, bytes } = checkedRow(
        row,
        `${basename(path)}, row ${rowStart + i + 1}`,
      );
      if (seen.has(name)) continue;
      seen.add(name);
      await writeFile(join(folder, name), bytes);
      lines.push(JSON.stringify({ filename: name, captions }));
    }
    bar.step(rowEnd - rowStart);
  }
  bar.done();
  return lines;
}

function checkedRow(row: Record<string, unknown>, place: string) {
  const image = row.image as { bytes?: unknown; path?: unknown } | null;
  const named = text(row.filename) ?? text(image?.path);
  // A name may come with a folder; none may lead out of ours.
  const name = named?.split(/[/\\]/).at(-1);
  const captions = Array.isArray(row.captions) ? row.captions.map(text) : [];
  const bytes = image?.bytes;
  if (!name || name.startsWith('.') || !(bytes instanceof Uint8Array)) {
    throw invalid(place, 'has no filename or no image.bytes');
  }
  return { name, bytes, captions: captions.filter((caption) => caption !== undefined) };
}

function text(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return typeof value === 'string' ? value : undefined;
}

function invalid(place: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'file-invalid',
    `${place} ${what}.`,
    'RSICD’s parquet files have the columns filename, captions and image {bytes, path}.',
    { cause },
  );
}
