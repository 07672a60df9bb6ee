import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { readGalleries, writeGalleryList } from './gallery-list';
import { openModel, readModel } from './model';
import { duration, ProgressBar } from './progress';
import { reportFailure, usage } from './run';

const TINY = fileURLToPath(new URL('../../lib/encoder/fixtures/tiny', import.meta.url));

function sink(isTTY: boolean): Writable & { text: string } {
  const stream = new Writable({
    write(chunk, _, done) {
      stream.text += chunk;
      done();
    },
  }) as Writable & { text: string };
  return Object.assign(stream, { text: '', isTTY, columns: 60 });
}

describe('ProgressBar', () => {
  it('redraws one line where somebody watches', () => {
    const out = sink(true);
    const bar = new ProgressBar('images', 4, out);
    bar.step(2, 'a.jpg');
    bar.log('Skipped b.jpg');
    bar.step(2);
    bar.done();
    expect(out.text).toContain('\r\x1b[KSkipped b.jpg\n');
    expect(out.text.split('\n')).toHaveLength(3);
    expect(out.text).toMatch(/4\/4/);
    for (const line of out.text.split(/[\r\n]/)) expect(line.length).toBeLessThan(64);
  });

  it('writes a line now and then into a log', () => {
    const out = sink(false);
    const bar = new ProgressBar('images', 1000, out);
    for (let i = 0; i < 1000; i++) bar.step();
    bar.done();
    expect(out.text.trim().split('\n')).toHaveLength(10);
  });

  it('takes nothing to do', () => {
    const out = sink(true);
    new ProgressBar('images', 0, out).done();
    expect(out.text).toContain('0/0');
  });
});

describe('duration', () => {
  it.each([
    [8.2, '8 s'],
    [200, '3 min 20 s'],
    [3900, '1 h 5 min'],
  ])('of %d', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('reportFailure', () => {
  it.each([
    [usage('No.'), 2, 'No.\n'],
    [new AppError('cancelled', 'Stopped.', 'Again.'), 130, 'Stopped.\nAgain.\n'],
    [new AppError('file-missing', 'Gone.', 'Look.'), 1, 'Gone.\nLook.\n'],
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 1, 'The disk is full.'],
    [
      Object.assign(new Error("Unknown option '--x'"), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' }),
      2,
      "'--x'",
    ],
    [new Error('odd'), 1, 'Error: odd'],
  ])('%s: exit code %i', (error, code, text) => {
    let printed = '';
    const silence = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      printed += chunk;
      return true;
    });
    expect(reportFailure(error)).toBe(code);
    silence.mockRestore();
    expect(printed).toContain(text);
  });
});

describe('models and galleries of a public folder', () => {
  const publicDir = mkdtempSync(join(tmpdir(), 'overlook-public-'));
  cpSync(TINY, join(publicDir, 'models/tiny'), { recursive: true });

  it('are opened by their id', async () => {
    const encoder = await openModel(publicDir, 'tiny');
    expect(await encoder.encodeText(['red'])).toHaveLength(1);
    await encoder.dispose();
  });

  it('are named where an id is not there', async () => {
    await expect(readModel(publicDir, 'large')).rejects.toMatchObject({
      code: 'model-unknown',
      advice: expect.stringContaining('tiny'),
    });
  });

  it('are listed; what is broken is left out and told', async () => {
    const galleries = join(publicDir, 'galleries');
    mkdirSync(join(galleries, 'broken'), { recursive: true });
    mkdirSync(join(galleries, 'no-gallery'));
    writeFileSync(join(galleries, 'broken/gallery.json'), '{"id": "broken"}');
    const list = await writeGalleryList(publicDir);
    expect(list).toEqual({ galleries: [], models: [{ id: 'tiny', title: 'Tiny' }] });
    expect(JSON.parse(readFileSync(join(galleries, 'galleries.json'), 'utf8'))).toEqual(list);
    const { broken } = await readGalleries(galleries);
    expect(broken).toEqual([{ id: 'broken', message: expect.stringContaining('dim') }]);
  });
});
