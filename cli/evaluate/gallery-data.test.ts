import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import { evaluateCommand } from './command';
import type { Report } from './report';

const ROOT = resolve(import.meta.dirname, '../..');
const COLORS = { red: '#ff0000', green: '#00ff00', blue: '#0000ff' } as const;

let folder: string;
let gallery: string;
let model: ReturnType<typeof parseModelManifest>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gallery-data-'));
  const models = join(folder, 'models/tiny');
  cpSync(join(ROOT, 'lib/encoder/fixtures/tiny'), models, { recursive: true });
  model = parseModelManifest(JSON.parse(readFileSync(join(models, 'model.json'), 'utf8')));
  gallery = join(folder, 'galleries/colours');
  mkdirSync(join(gallery, 'images'), { recursive: true });
  for (const [name, background] of Object.entries(COLORS)) {
    await sharp({ create: { width: 40, height: 40, channels: 3, background } }).toFile(
      join(gallery, 'images', `${name}.png`),
    );
  }
  write({});
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes the gallery; embeddings are all the same, so that what was taken as built is all wrong but one. */
function write(changes: object, items: object = {}): void {
  const rows = Object.keys(COLORS).map(() => model.golden.imageEmbedding);
  const embeddings = Buffer.from(Float32Array.from(rows.flat()).buffer);
  writeFileSync(join(gallery, 'embeddings.bin'), embeddings);
  const sha256 = createHash('sha256').update(embeddings).digest('hex');
  const manifest = {
    id: 'colours',
    title: 'Colours',
    license: 'CC0-1.0',
    attribution: 'nobody',
    model: model.id,
    modelSha256: defaultFiles(model).vision.sha256,
    dim: model.dim,
    items: Object.keys(COLORS).map((id) => ({
      ...{ id, file: `${id}.png`, width: 40, height: 40, category: id },
      captions: [`a photograph of ${id}`],
      ...items,
    })),
    embeddings: { file: 'embeddings.bin', bytes: embeddings.length, sha256, dtype: 'float32' },
    index: { kind: 'hnsw', file: 'index.hnsw', bytes: 1, sha256, M: 16, efConstruction: 200 },
    ...changes,
  };
  writeFileSync(join(gallery, 'gallery.json'), JSON.stringify(manifest));
}

async function run(...args: string[]): Promise<{ report: Report; code: number }> {
  const json = join(folder, 'report.json');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const common = ['--model', 'tiny', '--public', folder, '--json', json, '--threads', '1'];
  const code = await evaluateCommand([...common, ...args], new AbortController().signal, {
    print: () => {},
    progress: silent,
  });
  return { report: JSON.parse(readFileSync(json, 'utf8')) as Report, code };
}

describe('npm run evaluate -- --gallery', () => {
  it('asks a built gallery by its own categories and captions', async () => {
    const { report, code } = await run('--gallery', 'colours');
    expect(code).toBe(0);
    expect(report).toMatchObject({ data: 'colours', split: 'gallery', images: 3 });
    expect(report.imagesAsBuilt).toBe(0);
    expect(report.zeroShot).toMatchObject({ top1: 1, categories: ['blue', 'green', 'red'] });
    expect(report.retrieval).toMatchObject({ captions: 3, meanRecall: 100 });
  });

  it('takes the embedding that it was built with where an image is not there, and says so', async () => {
    rmSync(join(gallery, 'images', 'green.png'));
    const { report, code } = await run('--gallery', 'colours');
    expect(code).toBe(3);
    expect(report).toMatchObject({ images: 3, imagesAsBuilt: 1 });
    expect(report.skipped.map(({ file }) => file)).toEqual(['green.png']);
    write({}, { image: false });
    const without = await run('--gallery', 'colours');
    expect(without).toMatchObject({ code: 0, report: { imagesAsBuilt: 3, skipped: [] } });
    expect(without.report.zeroShot?.top1).toBeCloseTo(1 / 3);
  });

  it('leaves out what the gallery cannot be asked', async () => {
    write({}, { category: undefined, captions: [] });
    const { report } = await run('--gallery', 'colours');
    expect(report).toMatchObject({ zeroShot: null, retrieval: null });
  });

  it('refuses a gallery of another model, and one that is not there', async () => {
    await expect(run('--gallery', 'nowhere')).rejects.toMatchObject({ code: 'gallery-unknown' });
    write({ model: 'other' });
    await expect(run('--gallery', 'colours')).rejects.toMatchObject({ code: 'model-mismatch' });
  });
});
