import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from './reader';

const read = (value: unknown) =>
  new JsonReader(value, '', (what) => new AppError('file-invalid', what, 'Repair it.'));

describe('JsonReader', () => {
  it('reads what is there', () => {
    const at = read({ a: { b: [1, 2] }, s: 'x', t: true, f: 'images/a.jpg' });
    expect(at.field('a').field('b').numbers(2)).toEqual([1, 2]);
    expect(at.field('s').oneOf(['x', 'y'])).toBe('x');
    expect(at.field('t').boolean()).toBe(true);
    expect(at.field('f').file()).toBe('images/a.jpg');
    expect(at.optional('none')).toBeUndefined();
  });

  it.each([
    ['a.b[1] must be a number', (at: JsonReader) => at.field('a').field('b').numbers(2)],
    ['a.b must hold 3 numbers, not 2', (at: JsonReader) => at.field('a').field('b').numbers(3)],
    ['c must be a text', (at: JsonReader) => at.field('c').string()],
    ['a must be a list', (at: JsonReader) => at.field('a').list()],
    ['the file must be a list', (at: JsonReader) => at.list()],
    ['n must be a whole number of at least 2', (at: JsonReader) => at.field('n').whole(2)],
    ['x.y must be an object', (at: JsonReader) => at.field('x').field('y').field('z')],
  ])('says where it is: %s', (message, look) => {
    const at = read({ a: { b: [1, 'no'] }, n: 1, x: { y: null } });
    expect(() => look(at)).toThrow(expect.objectContaining({ code: 'file-invalid', message }));
  });

  it.each(['/etc/passwd', '../up.bin', 'a/../b', 'a//b', './a', 'http://x/y', 'C:\\x', 'a?b', ''])(
    'refuses %j as a file name',
    (name) => {
      expect(() => read(name).file()).toThrow(AppError);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '1', null])('refuses %j as a number', (value) => {
    expect(() => read(value).number()).toThrow(AppError);
  });
});
