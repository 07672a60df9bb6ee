import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { earlyFiles } from './early';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'overlook-early-'));
  mkdirSync(join(out, '_next/static/chunks'), { recursive: true });
});
afterEach(() => rmSync(out, { recursive: true }));

it('names what the first search needs, by hash and under the base path, and the worker', () => {
  for (const file of ['models/compact/model.json', 'galleries/overlook/gallery.json']) {
    cpSync(join(PUBLIC, file), join(out, file));
  }
  const list = { galleries: [{ id: 'overlook', title: 'x', model: 'compact' }], models: [] };
  writeFileSync(join(out, 'galleries/galleries.json'), JSON.stringify(list));
  const chunk = (name: string, code: string) =>
    writeFileSync(join(out, '_next/static/chunks', `${name}.js`), code);
  chunk('a-page', 'e.v(f("static/chunks/turbopack-worker-a.js",["static/chunks/small.js"]))');
  chunk(
    'page',
    'e.v(f("static/chunks/turbopack-worker-a.js",["static/chunks/b.js","static/chunks/c.js"]))',
  );
  for (const name of ['turbopack-worker-a', 'small', 'c']) chunk(name, '1');
  chunk('b', 'the engine');
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

it('names nothing where there is no gallery', () => {
  expect(earlyFiles(out, '')).toBeNull();
});
