import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|mjs|css|html|json|txt|svg|webmanifest|wasm|onnx|bin|hnsw)$/;
/** Below this a second file is not worth its directory entry, bytes. */
const SMALLEST = 1024;
/** What compression has to save. */
const LEAST_GAIN = 0.05;
/** From this size on brotli's highest level takes minutes for one or two percent, bytes. */
const LARGE = 1 << 20;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Writes `.br` and `.gz` beside every file that they make smaller. `cache` keeps results by content. */
export async function precompress(out: string, cache: string): Promise<{ files: number }> {
  await mkdir(cache, { recursive: true });
  const names = (await readdir(out, { recursive: true })).filter((name) => COMPRESSIBLE.test(name));
  let next = 0;
  let files = 0;
  const worker = async () => {
    for (let name = names[next++]; name !== undefined; name = names[next++]) {
      if (await compressFile(join(out, name), cache)) files += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return { files };
}

async function compressFile(file: string, cache: string): Promise<boolean> {
  const { size } = await stat(file);
  if (size < SMALLEST) return false;
  const bytes = await readFile(file);
  const key = createHash('sha256').update(bytes).digest('hex');
  for (const extension of ['br', 'gz'] as const) {
    const cached = join(cache, `${key}.${extension}`);
    const known = await stat(cached).catch(() => null);
    if (known === null) {
      const small = await (extension === 'br' ? toBrotli(bytes) : zip(bytes, { level: 9 }));
      // An empty file in the cache means that compression saves nothing.
      await writeFile(cached, small.length < size * (1 - LEAST_GAIN) ? small : '');
    } else if (known.size === 0) return false;
    if ((await stat(cached)).size === 0) return false;
    await copyFile(cached, `${file}.${extension}`);
  }
  return true;
}

function toBrotli(bytes: Uint8Array): Promise<Buffer> {
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: bytes.length < LARGE ? 11 : 9,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
