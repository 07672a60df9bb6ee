import { expect, it } from 'vitest';
import { georeferenceOfFiles, isSidecar } from './sidecars';

const file = (name: string, text: string) => ({ name, text: async () => text });
const WORLD = file('field.pgw', '2\n0\n0\n-2\n101\n199');
const AFFINE = { a: 2, b: 0, c: 100, d: 0, e: -2, f: 200 };

it('takes a world file, and a .prj with it', async () => {
  expect(await georeferenceOfFiles([WORLD])).toEqual({ affine: AFFINE, crs: null });
  const both = await georeferenceOfFiles([file('field.prj', ' GEOGCS[…] \n'), WORLD]);
  expect(both).toEqual({ affine: AFFINE, crs: 'GEOGCS[…]' });
});

it('adds a .prj that comes later', async () => {
  const before = { affine: AFFINE, crs: null };
  expect(await georeferenceOfFiles([file('field.prj', 'PROJCS[…]')], before)).toEqual({
    affine: AFFINE,
    crs: 'PROJCS[…]',
  });
  await expect(georeferenceOfFiles([file('field.prj', 'PROJCS[…]')])).rejects.toMatchObject({
    code: 'georeference-invalid',
  });
});

it('refuses other files and takes none for nothing', async () => {
  expect(await georeferenceOfFiles([])).toBeNull();
  await expect(georeferenceOfFiles([file('notes.txt', '')])).rejects.toMatchObject({
    code: 'georeference-invalid',
  });
  expect(isSidecar({ name: 'field.JGW' })).toBe(true);
  expect(isSidecar({ name: 'field.jpg' })).toBe(false);
});
