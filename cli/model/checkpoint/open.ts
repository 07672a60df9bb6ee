import { readFlax } from './flax';
import { withoutPrefixes } from './prefix';
import { readSafetensors } from './safetensors';
import { type ByteSource, invalid } from './source';
import type { Checkpoint, Tensor } from './tensors';
import { readTorch } from './torch';

/**
 * Reads a checkpoint of any format: by what the files are, whatever they are called.
 * @param sources one file, or the parts of a checkpoint that was split
 * @throws AppError file-invalid
 */
export async function readCheckpoint(...sources: readonly ByteSource[]): Promise<Checkpoint> {
  const all = new Map<string, Tensor>();
  for (const source of sources) {
    for (const [name, tensor] of await readFile(source)) {
      if (all.has(name)) throw invalid(source.name, `holds ${name}, which another part holds too`);
      all.set(name, tensor);
    }
  }
  return withoutPrefixes(all);
}

async function readFile(source: ByteSource): Promise<Checkpoint> {
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
  throw invalid(source.name, 'is not a PyTorch, safetensors or Flax checkpoint');
}

/** Msgpack: a map of up to 15, or of more, entries. */
function isMap(first: number | undefined): boolean {
  return (
    first !== undefined && ((first >= 0x80 && first <= 0x8f) || first === 0xde || first === 0xdf)
  );
}
