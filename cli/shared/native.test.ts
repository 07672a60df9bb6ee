import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';
import { goldenPixels } from '@/lib/encoder/golden';
import { toPixelValues } from '@/lib/image/preprocess';
import { openModel } from './model';
import { nativeRuntime } from './native';

/** OVERLOOK_NATIVE: path of an onnxruntime-node elsewhere. */
function installed(): string | null {
  if (process.env.OVERLOOK_NATIVE) return process.env.OVERLOOK_NATIVE;
  try {
    return createRequire(import.meta.url).resolve('onnxruntime-node');
  } catch {
    return null;
  }
}

const path = installed();

it.skipIf(path === null)(
  'gives the embeddings of the WebAssembly build, within 1e-3 (needs onnxruntime-node)',
  async () => {
    const given = await nativeRuntime(() => {}, pathToFileURL(path as string).href);
    if (!given) throw new Error('it does not load');
    const [native, web] = await Promise.all([
      openModel('public', 'compact', { threads: 2, given }),
      openModel('public', 'compact', { threads: 1 }),
    ]);
    const picture = toPixelValues(goldenPixels(300), native.model.image);
    const [[one], [other]] = await Promise.all([
      native.encodeImages([picture]),
      web.encodeImages([picture]),
    ]);
    const gaps = Array.from(one?.embedding ?? [], (value, i) =>
      Math.abs(value - (other?.embedding[i] ?? Number.NaN)),
    );
    expect(gaps).toHaveLength(native.model.dim);
    expect(Math.max(...gaps)).toBeLessThan(1e-3);
    await Promise.all([native.dispose(), web.dispose()]);
  },
);

it('is none where it is not installed, without a word', async () => {
  const warn = vi.fn();
  expect(await nativeRuntime(warn, 'onnxruntime-of-nobody')).toBeNull();
  expect(warn).not.toHaveBeenCalled();
});

it('is none where it is installed and does not load, which is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'overlook-native-'));
  const broken = join(folder, 'broken.mjs');
  await writeFile(broken, "throw new Error('libonnxruntime.so: cannot open shared object file');");
  const warn = vi.fn();
  expect(await nativeRuntime(warn, pathToFileURL(broken).href)).toBeNull();
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('cannot open shared object'));
  await rm(folder, { recursive: true });
});
