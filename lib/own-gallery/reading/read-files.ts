import { AppError, type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { PixelValues } from '@/lib/image/types';
import type { ImageSpec } from '@/lib/model/types';
import type { SourceFile } from '../sources/types';
import type { ReadPicture } from './batch';
import type { Decoders } from './decoders';

/** What reading needs of the place that it runs in. */
export interface ReadPorts {
  readonly decoders: Decoders;
  readonly spec: ImageSpec;
  /** @returns [images * dim], normalized rows */
  embed(images: readonly PixelValues[]): Promise<Float32Array>;
}

/** A file to read, and the id that its item gets. */
export interface FileToRead {
  readonly file: SourceFile;
  readonly id: string;
}

export interface ReadEvents {
  onRead(picture: ReadPicture): void;
  onUnread(path: string, report: ErrorReport): void;
  /** There is nothing in it that could be searched. */
  onEmpty(path: string): void;
  /** Awaited before each file: a pause holds the reading there. @throws to end it */
  turn(): Promise<void>;
}

/** More files than decoders are on their way at once, so that the encoder finds the next one decoded. */
const AHEAD = 2;

/**
 * Reads files, several at a time: some are decoded while others wait for the encoder. Of each the pixels that the
 * encoder takes are held, of no more than a handful the file.
 *
 * @throws what `embed` or `turn` throws; a file that cannot be read is told, and the next is read
 */
export async function readFiles(
  files: readonly FileToRead[],
  ports: ReadPorts,
  events: ReadEvents,
): Promise<void> {
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (!failed) {
      await events.turn();
      const file = files[next++];
      if (!file) return;
      await readFile(file, ports, events);
    }
  };
  const lanes = Array.from({ length: ports.decoders.width + AHEAD }, () =>
    lane().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  const ended = await Promise.allSettled(lanes);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

async function readFile({ file, id }: FileToRead, ports: ReadPorts, events: ReadEvents) {
  const { path } = file;
  const opened = await file.open().catch((error: unknown) => {
    events.onUnread(path, gone(path, error));
    return null;
  });
  if (!opened) return;
  const { part, choice } = file;
  const decoded = await ports.decoders.decode({
    file: opened,
    name: path,
    spec: ports.spec,
    ...(part && { part }),
    ...(choice && { choice }),
  });
  if (decoded.kind === 'empty') {
    events.onEmpty(path);
    return;
  }
  if (decoded.kind === 'unread') {
    events.onUnread(path, decoded.report);
    return;
  }
  const { width, height, thumb, about } = decoded;
  const embedding = await ports.embed([decoded.pixels]);
  const { size: bytes, lastModified: modified } = opened;
  const item = { id, file: path, width, height, ...about, ...file.about?.(), bytes, modified };
  events.onRead({ item, embedding, thumb });
}

function gone(path: string, error: unknown): ErrorReport {
  if (error instanceof AppError) return error.toReport();
  return {
    code: 'folder-gone',
    message: `${path} could not be opened: ${reportOf(error).message}`,
    advice: 'It was moved or changed while the folder was read: look for changes.',
  };
}
