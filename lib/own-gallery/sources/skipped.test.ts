import { expect, it } from 'vitest';
import { isPicturePath } from './skipped';

it.each([
  'a.jpg',
  'Luftbilder/Köln Süd/ø 1.JPEG',
  '航空写真/東京.png',
  'scan.tif',
  'B04.jp2',
  'a.j2k',
  'broken.heic',
])('takes %s', (path) => {
  expect(isPicturePath(path)).toBe(true);
});

it.each([
  'notes.txt',
  'picture',
  'a/@eaDir/a.jpg/SYNOPHOTO_THUMB.jpg',
  '#recycle/a.jpg',
  '__MACOSX/a.jpg',
  'a/._b.jpg',
  '.hidden/b.jpg',
  'Thumbs.db',
])('passes over %s', (path) => {
  expect(isPicturePath(path)).toBe(false);
});
