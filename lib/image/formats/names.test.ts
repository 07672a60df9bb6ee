import { expect, it } from 'vitest';
import { FORMATS } from './formats';
import { ACCEPTED_PICTURES, FORMAT_NAMES, FORMATS_READ, PICTURE_ENDING } from './names';

it('names each format that is read, once', () => {
  expect(FORMATS.map(({ name }) => name).toSorted()).toEqual(Object.keys(FORMAT_NAMES).toSorted());
});

it('says in a sentence what is read', () => {
  expect(FORMATS_READ).toMatch(/^JPEG, PNG, .*[^,] or [^,]+$/);
});

it('takes all endings, also of pictures that are refused with a reason', () => {
  for (const name of ['a.jpg', 'a.JPEG', 'b.c.tif', 'a.j2k', 'a.heic', 'a.svg'])
    expect(name).toMatch(PICTURE_ENDING);
  for (const name of ['jpg', 'a.jpg.txt', 'a.pdf']) expect(name).not.toMatch(PICTURE_ENDING);
});

it('names in a file picker what is no image to browsers', () => {
  expect(ACCEPTED_PICTURES).toMatch(/^image\/\*(,\.[a-z0-9]+)+$/);
  expect(ACCEPTED_PICTURES.split(',')).toEqual(expect.arrayContaining(['.tif', '.jp2']));
  expect(ACCEPTED_PICTURES).not.toContain('.jpg');
});
