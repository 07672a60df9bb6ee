import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import type { ModelManifest } from '@/lib/model/types';
import { calibrateCommand } from './calibrate-command';
import { evaluateCommand } from './command';
import type { Report } from './report';

// The whole command on made-up images, with a model of a few KB that knows colours and these nine words.
const COLORS = {
  red: '#ff0000',
  green: '#00ff00',
  blue: '#0000ff',
  yellow: '#ffff00',
  white: '#ffffff',
  black: '#000000',
  forest: '#1a991a',
  water: '#1a4dcc',
  sand: '#d9bf80',
} as const;
const ROOT = resolve(import.meta.dirname, '../..');

let folder: string;
let data: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
  cpSync(join(ROOT, 'lib/encoder/fixtures/tiny'), join(folder, 'public/models/tiny'), {
    recursive: true,
  });
  data = join(folder, 'colours');
  mkdirSync(join(data, 'images'), { recursive: true });
  const rows: unknown[] = [];
  for (const [name, background] of Object.entries(COLORS)) {
    for (const i of [1, 2]) {
      const filename = `${name}_${i}.png`;
      await sharp({ create: { width: 40 + i, height: 40, channels: 3, background } }).toFile(
        join(data, 'images', filename),
      );
      rows.push({ filename, captions: [name, `a photograph of ${name}`] });
    }
  }
  write('test', rows);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(split: string, rows: readonly unknown[]): void {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  writeFileSync(join(data, `${split}.jsonl`), `${lines.join('\n')}\n`);
}

/** The command with the tiny model; a failure is its rejection. */
async function run(...args: string[]): Promise<{ code: number; stdout: string }> {
  const model = ['--model', 'tiny', '--public', join(folder, 'public')];
  let stdout = '';
  const print = (text: string): void => {
    stdout += text;
  };
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const code = await evaluateCommand(
    [...model, '--mosaics', '4', '--threads', '1', ...args],
    new AbortController().signal,
    { print, progress: silent },
  );
  return { code, stdout };
}

async function reportOf(...args: string[]) {
  const json = join(folder, 'out', 'metrics.json');
  const { code, stdout } = await run('--data', data, '--json', json, ...args);
  const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
  return { report, code, stdout };
}

describe('npm run evaluate', () => {
  it('prints the tables and writes every figure', async () => {
    const { report, code, stdout } = await reportOf();
    expect(code).toBe(0);
    expect(report).toMatchObject({ model: 'tiny', data: 'colours', split: 'test', images: 18 });
    expect(report.zeroShot).toMatchObject({ images: 18, top1: 1, top10: 1 });
    expect(report.zeroShot?.perCategory).toHaveLength(9);
    expect(report.zeroShot?.confusion[0]).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0]);
    // Two images of a colour share their captions: either may come first, both are among five.
    expect(report.retrieval?.captions).toBe(36);
    expect(report.retrieval?.textToImage.r5).toBe(100);
    expect(report.localization).toMatchObject({ mosaics: 4, questions: 36, dense: 1, denseRaw: 1 });
    expect(report.localization?.presenceAuc).toBeNull();
    expect(report.ownWords).toMatchObject({ file: 'test.json', outside: expect.any(Number) });
    expect(report.seconds).toBeGreaterThan(0);
    expect(report.peakBytes).toBeGreaterThan(1e7);
    expect(report.calibration).toBeUndefined();
    expect(stdout).toContain('Zero-shot, "An aerial photograph of {category}", 9 categories');
    expect(stdout).toMatch(/tiny\s+1\.000/);
    expect(stdout).not.toContain('published: CLIP');
    // Nothing of the machine's paths may stand in what gets committed.
    expect(JSON.stringify(report)).not.toContain(folder);
  });

  it('gives the same figures for the same seed', async () => {
    const figures = ({ zeroShot, retrieval, localization }: Report) => {
      const { milliseconds, ...rest } = localization ?? { milliseconds: null };
      return { zeroShot, retrieval, rest };
    };
    const first = figures((await reportOf('--seed', '5')).report);
    expect(figures((await reportOf('--seed', '5')).report)).toEqual(first);
  });

  it('fits thresholds on valid', async () => {
    const rows = readFileSync(join(data, 'test.jsonl'), 'utf8').trim().split('\n');
    write('valid', rows);
    const { report, stdout } = await reportOf('--split', 'valid', '--limit', '9');
    expect(report.images).toBe(9);
    expect(report.calibration?.cutoff.text.suggested).toBeGreaterThan(0.9);
    expect(report.calibration?.cutoff.text.medianUnrelated).toBeLessThan(0.9);
    expect(report.calibration?.presence).toMatchObject({ precision: expect.any(Number) });
    expect(stdout).toContain('cutoff.text');
  });

  it('goes on without what cannot be read, lists it, and says so by its exit code', async () => {
    writeFileSync(join(data, 'images', 'broken_1.png'), 'no image');
    write('damaged', [
      { filename: 'red_1.png', captions: ['red'] },
      { filename: 'broken_1.png', captions: ['x'] },
      { filename: 'blue_1.png', captions: [] },
      { filename: 'sand_1.png', captions: ['sand'] },
      { filename: 'gone_1.png', captions: ['x'] },
    ]);
    const { report, code, stdout } = await reportOf('--split', 'damaged');
    expect(code).toBe(3);
    expect(report.images).toBe(2);
    expect(report.localization).toBeNull();
    const left = report.skipped.map(({ file }) => file);
    expect(left).toEqual(['blue_1.png', 'broken_1.png', 'gone_1.png']);
    for (const file of left) expect(stdout).toContain(file);
    expect(JSON.stringify(report)).not.toContain(folder);

    write('damaged', [
      { filename: 'red_1.png', captions: ['red'] },
      { filename: 'broken_1.png', captions: ['x'] },
    ]);
    const strict = run('--data', data, '--split', 'damaged', '--strict');
    await expect(strict).rejects.toThrow('broken_1.png');
  });

  it('asks scenes with ground truth where their features are', async () => {
    const scenes = join(folder, 'scenes');
    mkdirSync(scenes);
    const side = 64;
    const half = {
      create: { width: side / 2, height: side, channels: 3, background: '#0000ff' },
    } as const;
    const red = {
      create: { width: side, height: side, channels: 3, background: '#ff0000' },
    } as const;
    const input = await sharp(half).png().toBuffer();
    await sharp(red)
      .composite([{ input, left: side / 2, top: 0 }])
      .toFile(join(scenes, 'park_1.png'));
    const filename = 'park_1.png';
    const line = (row: object) => `${JSON.stringify({ filename, ...row })}\n`;
    writeFileSync(join(scenes, 'captions.jsonl'), line({ captions: ['red and blue'] }));
    const corners = (left: number) => [
      [left, 0],
      [left + 32, 0],
      [left + 32, side],
      [left, side],
    ];
    const features = [
      { name: 'red', names: ['red', 'crimson'], polygons: [corners(0)] },
      { name: 'blue', mask: { cell: 32, runs: [1, 1, 1, 1] } },
      { name: 'white', mask: { cell: 32, runs: [0, 4] } },
    ];
    writeFileSync(join(scenes, 'scenes.jsonl'), line({ size: side, features }));
    const { report, stdout } = await reportOf('--data', scenes, '--scale', '1');
    // White covers everything and is not asked for.
    expect(report.groundTruth?.overall).toMatchObject({ questions: 2, pointing: 1, area: 0.5 });
    expect(report.groundTruth?.overall.averagePrecision).toBeGreaterThan(0.9);
    expect(report.groundTruth).toMatchObject({ scenes: 1, scale: 1, largestShare: 0.6 });
    expect(report.groundTruth?.perCategory).toMatchObject([{ category: 'park', questions: 2 }]);
    expect(stdout).toContain('Ground truth, 1 scenes');
    expect((await reportOf()).report.groundTruth).toBeUndefined();
  });

  it('ranks pictures by their labels, and finds the rest of a category by examples', async () => {
    const rows = Object.entries(COLORS).flatMap(([name]) =>
      [1, 2].map((i) => ({
        filename: `${name}_${i}.png`,
        category: i === 1 ? 'firstofall' : 'second',
        labels: name === 'red' ? ['bright-red'] : [],
      })),
    );
    write('labels', rows);
    const names = join(folder, 'names.json');
    writeFileSync(names, '{"bright-red": "red", "firstofall": "first"}');
    const { report, stdout } = await reportOf('--split', 'labels', '--names', names);
    expect(report.labels?.perLabel.red).toMatchObject({
      positives: 2,
      negatives: 16,
      ap: 1,
      auc: 1,
    });
    // Nothing has been calibrated: Find cannot tell.
    expect(report.labels).toMatchObject({ mAP: 1, right: null, unsure: 1 });
    expect(report.zeroShot?.categories).toEqual(['first', 'second']);
    expect(report.fewShot).toMatchObject({ categories: 2, draws: 5 });
    expect(report.retrieval).toBeNull();
    expect(stdout).toContain('Labels, mAP 1.000');
    const none = await reportOf('--split', 'labels', '--presence', '0');
    expect(none.report.labels).toBeUndefined();
    await expect(reportOf('--names', join(folder, 'none.json'))).rejects.toThrow('none.json');
  });

  it('asks for the nouns of captions, calibrates them on valid, and then answers', async () => {
    const images = join(data, 'images');
    const rows = Array.from({ length: 40 }, (_, i) => {
      const name = i % 2 === 0 ? 'water' : 'sand';
      return { filename: `${name}_${1 + (Math.floor(i / 2) % 2)}.png`, name };
    });
    // Each picture again under a name of its own.
    const copies = rows.map(({ filename, name }, i) => {
      const copy = `copy_${i}.png`;
      cpSync(join(images, filename), join(images, copy));
      return { filename: copy, captions: Array.from({ length: 5 }, () => `some ${name}`) };
    });
    write('valid', copies);
    write('nouns', copies);
    const before = (await reportOf('--split', 'nouns')).report.presence;
    expect(before?.words.map(({ word, auc }) => [word, auc])).toEqual([
      ['sand', 1],
      ['water', 1],
    ]);
    expect(before).toMatchObject({ meanAuc: 1, right: null, unsure: 1 });

    const publicDir = join(folder, 'calibrated');
    cpSync(join(folder, 'public'), publicDir, { recursive: true });
    let printed = '';
    const print = (text: string): void => {
      printed += text;
    };
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const args = ['--data', data, '--model', 'tiny', '--public', publicDir, '--threads', '1'];
    const { signal } = new AbortController();
    await calibrateCommand(args, signal, { print, progress: silent });
    expect(printed).toMatch(/sand .* 40/);
    const { presence } = JSON.parse(
      readFileSync(join(publicDir, 'models/tiny/model.json'), 'utf8'),
    ) as ModelManifest;
    expect(presence?.words?.water).toMatchObject({ n: 40, right: 1, source: 'patches' });
    expect(presence?.default).toMatchObject({ n: 40 });
    const after = await reportOf('--split', 'nouns', '--public', publicDir);
    expect(after.report.presence).toMatchObject({ right: 1, unsure: 0 });
    expect(after.stdout).toContain('Presence, mean AUC 1.000; right 1.000');
  });

  it('asks crops of boxed pictures, without other data', async () => {
    const file = join(folder, 'pond.jsonl');
    const blue = { create: { width: 80, height: 60, channels: 3, background: '#0000ff' } } as const;
    await sharp({ create: { width: 360, height: 340, channels: 3, background: '#ff0000' } })
      .composite([{ input: await sharp(blue).png().toBuffer(), left: 200, top: 150 }])
      .toFile(join(folder, 'pond.png'));
    writeFileSync(file, JSON.stringify({ filename: 'pond.png', boxes: [[200, 150, 280, 210]] }));
    const json = join(folder, 'out', 'boxes.json');
    const { code, stdout } = await run('--boxes', file, '--word', 'blue', '--json', json);
    expect(code).toBe(0);
    const { boxes, ...report } = JSON.parse(readFileSync(json, 'utf8')) as Report;
    expect(report).toMatchObject({ split: 'pond', images: 1, zeroShot: null });
    expect(boxes).toMatchObject({ word: 'blue', pointing: 1, images: 240, seed: 1 });
    expect(boxes?.ap).toBeGreaterThan(0.8);
    expect(boxes?.chance).toBeCloseTo((80 * 60) / 320 ** 2, 6);
    expect(boxes?.whole).toMatchObject([{ filename: 'pond.png', width: 360, boxes: 1 }]);
    expect(stdout).toContain('Boxes, "blue"');
    await expect(run('--boxes', file)).rejects.toThrow('go together');
  });

  it.each<[string, () => string[], RegExp]>([
    ['a folder', () => ['--data', join(folder, 'nowhere')], /no folder .*nowhere/],
    ['a split', () => ['--data', data, '--split', 'train'], /train\.jsonl/],
    ['a model', () => ['--data', data, '--model', 'none'], /none/],
    ['queries', () => ['--data', data, '--own-words', join(folder, 'none.json')], /none\.json/],
    ['the data', () => ['--limit', '3'], /--data is missing/],
  ])('says so where %s is not there', async (_what, args, message) => {
    const failure = await run(...args()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect((failure as AppError).message).toMatch(message);
    expect((failure as AppError).advice).not.toBe('');
  });
});
