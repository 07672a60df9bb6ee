import { describe, expect, it } from 'vitest';
import { parseOptions } from './options';

describe('parseOptions', () => {
  it('has a default for all but the data', () => {
    expect(parseOptions(['--data', 'x'])).toMatchObject({
      source: { kind: 'folder', folder: 'x' },
      model: 'compact',
      strict: false,
      limit: Number.POSITIVE_INFINITY,
      mosaics: 300,
      seed: 1,
    });
  });

  it('reads what is given', () => {
    const args = ['--data=x', '--split', 'valid', '--limit', '20', '--mosaics=0', '--strict'];
    expect(parseOptions(args)).toMatchObject({
      source: { kind: 'folder', folder: 'x', split: 'valid' },
      limit: 20,
      mosaics: 0,
      strict: true,
    });
  });

  it('takes a gallery in place of a folder', () => {
    expect(parseOptions(['--gallery', 'overlook'])).toMatchObject({
      source: { kind: 'gallery', id: 'overlook' },
    });
  });

  it('takes boxes alone or beside data', () => {
    const boxes = { file: 'b', word: 'car' };
    expect(parseOptions(['--boxes', 'b', '--word', ' car'])).toMatchObject({
      source: { kind: 'none' },
      boxes,
    });
    expect(parseOptions(['--data', 'x', '--boxes', 'b', '--word', 'car'])).toMatchObject({
      source: { kind: 'folder' },
      boxes,
    });
  });

  it('gives help when asked', () => {
    expect(parseOptions(['--help'])).toBeNull();
  });

  it.each([
    [[], '--data is missing'],
    [['--data', 'x', '--gallery', 'y'], '--data and --gallery exclude each other'],
    [['--gallery', 'y', '--split', 'test'], 'A gallery has no --split'],
    [['--data', 'x', '--limit', '0'], '--limit must be a whole number, 1 or more, not "0"'],
    [['--data', 'x', '--limit', 'many'], '--limit'],
    [['--data', 'x', '--seed', ''], '--seed'],
    [['--data', 'x', '--sppeed', '3'], '--sppeed'],
    [['--data', 'x', 'y'], 'y'],
    [['--boxes', 'x'], '--boxes FILE and --word WORD go together'],
    [['--boxes', 'x', '--word', ' '], '--word is empty'],
    [['--boxes', 'x', '--word', 'car', '--split', 'test'], '--data is missing'],
  ])('refuses %j and says why', (args, message) => {
    expect(() => parseOptions(args)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    );
  });
});
