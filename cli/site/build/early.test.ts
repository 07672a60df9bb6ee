import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WORKER_MARK } from '@/lib/engine/worker-mark';
import { earlyFiles } from './early';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'overlook-early-'));
  mkdirSync(join(out, '_next/static/chunks'), { recursive: true });
});
afterEach(() => rmSync(out, { recursive: true }));

function writeGallery(): void {
  for (const file of ['models/compact/model.json', 'galleries/overlook/gallery.json']) {
    cpSync(join(PUBLIC, file), join(out, file));
  }
  const list = { galleries: [{ id: 'overlook', title: 'x', model: 'compact' }], models: [] };
  writeFileSync(join(out, 'galleries/galleries.json'), JSON.stringify(list));
}

/** Scripts as Turbopack writes them, of a page with two workers. @param changed what some of them hold instead */
function writeChunks(changed: Readonly<Record<string, string>> = {}): void {
  const page = [
    'e.v(f("static/chunks/turbopack-worker-a.js",["static/chunks/small.js"]))',
    'e.v(f("static/chunks/turbopack-worker-a.js",["static/chunks/b.js","static/chunks/c.js"]))',
  ].join(';');
  const chunks = {
    page,
    'turbopack-worker-a': 'location.hash.startsWith("#params=")',
    small: 'another worker, of more code than the engine',
    b: `mark("${WORKER_MARK}")`,
    c: '1',
    ...changed,
  };
  for (const [name, code] of Object.entries(chunks)) {
    writeFileSync(join(out, '_next/static/chunks', `${name}.js`), code);
  }
}

it('names what the first search needs, by hash and under the base path, and the worker', () => {
  writeGallery();
  writeChunks();
  const early = earlyFiles(out, '/sub');
  expect(early?.config).toEqual({ model: 'compact', gallery: 'overlook', base: '/sub' });
  const [script, params = ''] = (early?.worker ?? '').split('#params=');
  expect(script).toBe('/sub/_next/static/chunks/turbopack-worker-a.js');
  expect(JSON.parse(decodeURIComponent(params))).toEqual([
    ['/sub/_next/static/chunks/c.js', '/sub/_next/static/chunks/b.js'],
    '',
    '/sub/_next/',
    null,
    null,
  ]);
  const { precisions, defaultPrecision } = JSON.parse(
    readFileSync(join(PUBLIC, 'models/compact/model.json'), 'utf8'),
  );
  const { sha256 } = precisions[defaultPrecision].text;
  expect(early?.model[0]).toBe(`/sub/models/compact/text.onnx?sha256=${sha256}`);
  expect(early?.model).toHaveLength(3);
});

it.each([
  ['another bundler wrote them', { page: 'new Worker("worker.js")' }, '0 workers'],
  ['none of them is the engine', { b: 'something else' }, '2 workers'],
  ['two of them are', { small: WORKER_MARK }, '2 workers hold'],
  ['a worker is started in another way', { 'turbopack-worker-a': 'start()' }, 'its address'],
])('stops the build where workers are not found: %s', (_, chunks, reason) => {
  writeGallery();
  writeChunks(chunks);
  expect(() => earlyFiles(out, '')).toThrow(reason);
  expect(() => earlyFiles(out, '')).toThrow('cli/site/build/early.ts');
});

it('names nothing where there is no gallery', () => {
  expect(earlyFiles(out, '')).toBeNull();
});
