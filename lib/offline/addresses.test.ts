import { describe, expect, it } from 'vitest';
import { isGalleryFile, isProgram, pageFile } from './addresses';

describe('pageFile', () => {
  it.each([
    ['/', '', '/index.html'],
    ['/image', '', '/image.html'],
    ['/demo/', '/demo', '/demo/index.html'],
    ['/demo/index.html', '/demo', '/demo/index.html'],
    ['/demo/image/', '/demo', '/demo/image.html'],
    ['/demo/image/index.html', '/demo', '/demo/image.html'],
    ['/demo/find.html', '/demo', '/demo/find.html'],
    ['/elsewhere/image', '/demo', null],
    ['/galleries/aerial/images/a.webp', '', null],
    ['/image.txt', '', null],
  ])('%s under "%s" is %s', (path, base, file) => {
    expect(pageFile(path, base)).toBe(file);
  });
});

it('tells pictures from what the engine keeps itself', () => {
  const of = (path: string) => isGalleryFile(new URL(path, 'http://localhost'), '/demo');
  expect(of('/demo/galleries/a/thumbs/x.webp')).toBe(true);
  expect(of('/demo/galleries/a/places.json')).toBe(true);
  expect(of('/demo/galleries/a/gallery.json')).toBe(false);
  expect(of(`/demo/galleries/a/embeddings.bin?sha256=${'0'.repeat(64)}`)).toBe(false);
  expect(of('/galleries/a/thumbs/x.webp')).toBe(false);
});

it('knows programs', () => {
  const of = (path: string) => isProgram(new URL(path, 'http://localhost'), '');
  expect(of('/_next/static/media/ort.a1.wasm')).toBe(true);
  expect(of('/_next/static/media/ort.a1.js')).toBe(false);
});
