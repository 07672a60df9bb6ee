import { readFlax } from './flax';
import { readSafetensors } from './safetensors';
import { type ByteSource, invalid } from './source';
import type { Checkpoint } from './tensors';
import { readTorch } from './torch';

/** Reads a checkpoint of any format: by what the file is, whatever it is called. @throws AppError file-invalid */
export async function readCheckpoint(source: ByteSource): Promise<Checkpoint> {
  const head = await source.read(0, Math.min(16, source.size));
  if (head[0] === 0x50 && head[1] === 0x4b) return readTorch(source);
  // 64-bit length of the header, then its JSON.
  if (head.length > 8 && head[8] === 0x7b) return readSafetensors(source);
  if (head[0] === 0x80 && (head[1] ?? 0) <= 5) {
    throw invalid(source.name, 'is a bare pickle, as PyTorch wrote them before 1.6');
  }
  if (isMap(head[0])) return readFlax(source);
  const text = new TextDecoder().decode(head);
  if (text.startsWith('version https')) {
    throw invalid(source.name, 'is a pointer of Git LFS: the file itself was not fetched');
  }
  throw invalid(source.name, 'is no checkpoint of PyTorch, safetensors or Flax');
}

/** Msgpack: a map of up to 15, or of more, entries. */
function isMap(first: number | undefined): boolean {
  return (
    first !== undefined && ((first >= 0x80 && first <= 0x8f) || first === 0xde || first === 0xdf)
  );
}
