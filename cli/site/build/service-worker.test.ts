import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { siteFiles, writeServiceWorker } from './service-worker';

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'overlook-offline-'));
  for (const name of [
    'index.html',
    'image.html',
    'image/index.html',
    'image.txt',
    '_next/static/chunks/a1.js',
    '_next/static/media/ort-wasm-simd-threaded.b2.wasm',
    '_next/static/media/ort-wasm-simd-threaded.asyncify.c3.wasm',
    '_next/static/media/hnswlib.d4.wasm',
    '_next/static/media/openjpegwasm_decode.e5.wasm',
    'galleries/a/gallery.json',
    'headers.json',
  ]) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), name);
  }
});
afterEach(() => rmSync(out, { recursive: true }));

it('names what every view needs once, and programs by backend', () => {
  const { shell, programs } = siteFiles(out, '/demo');
  expect(shell.map(({ url, revision }) => [url, revision === null])).toEqual([
    ['/demo/_next/static/chunks/a1.js', true],
    ['/demo/image.html', false],
    ['/demo/image.txt', false],
    ['/demo/index.html', false],
  ]);
  expect(programs).toEqual({
    wasm: [
      '/demo/_next/static/media/hnswlib.d4.wasm',
      '/demo/_next/static/media/ort-wasm-simd-threaded.b2.wasm',
    ],
    webgpu: [
      '/demo/_next/static/media/hnswlib.d4.wasm',
      '/demo/_next/static/media/ort-wasm-simd-threaded.asyncify.c3.wasm',
    ],
  });
});

it('writes a script that differs where a page does', async () => {
  const read = () => readFileSync(join(out, 'service-worker.js'), 'utf8');
  await writeServiceWorker(out, '');
  const before = read();
  await writeServiceWorker(out, '');
  expect(read()).toBe(before);
  writeFileSync(join(out, 'index.html'), 'another');
  await writeServiceWorker(out, '');
  expect(read()).not.toBe(before);
  expect(before).not.toContain('/headers.json');
});
