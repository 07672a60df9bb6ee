import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@/lib/errors/errors';

/** A file of which parts are read: a checkpoint is larger than what should be in memory. */
export interface ByteSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** @throws AppError file-invalid where the file ends before */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** @throws AppError file-missing */
export async function openSource(path: string, name = path): Promise<ByteSource> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError(
      'file-missing',
      `${name} cannot be read.`,
      'Check its name and its rights.',
      {
        cause,
      },
    );
  });
  const { size } = await handle.stat();
  return {
    name,
    size,
    read: (offset, length) => readPart(handle, name, size, offset, length),
    close: () => handle.close(),
  };
}

async function readPart(
  handle: FileHandle,
  name: string,
  size: number,
  offset: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
    throw invalid(name, `ends before what it says it holds (${size} bytes)`);
  }
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await handle.read(bytes, at, length - at, offset + at);
    if (bytesRead === 0) throw invalid(name, 'ends before what it says it holds');
    at += bytesRead;
  }
  return bytes;
}

/** What is wrong with a checkpoint's file. */
export function invalid(name: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'file-invalid',
    `${name} ${what}.`,
    'Download it again; if it stays so, the file itself is damaged or not a checkpoint.',
    { cause },
  );
}
