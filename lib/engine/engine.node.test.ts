import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DiskAssetStore } from '@/lib/assets/disk';
import { createEncoder } from '@/lib/encoder/encoder';
import type { ErrorReport } from '@/lib/errors/errors';
import { decodeImage } from '@/lib/image/decode.node';
import { pictureOf } from '@/lib/image/picture';
import { toPixelValues } from '@/lib/image/preprocess';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import { buildHnswIndex } from '@/lib/search-index/kinds/hnsw/hnsw';
import { openIndex } from '@/lib/search-index/kinds/registry';
import { decodeEmbedding, encodeEmbedding } from '@/lib/search-params';
import { Engine } from './engine';
import type { EngineConfig, EngineStatus } from './protocol';

/** The engine over the real encoder, index, decoder and files, on Node, with the fixture model. */

const FIXTURE = fileURLToPath(new URL('../encoder/fixtures/tiny', import.meta.url));
const CONFIG: EngineConfig = {
  model: 'tiny',
  gallery: 'plain',
  base: '',
  index: 'hnsw',
  threads: 1,
};
const COLOURS: Record<string, [number, number, number]> = {
  red_1: [240, 20, 20],
  red_2: [200, 40, 30],
  green_1: [20, 220, 30],
  green_2: [60, 180, 50],
  blue_1: [20, 30, 230],
  blue_2: [60, 60, 190],
};

let root: string;
let engine: Engine;
let status: EngineStatus | undefined;
const fatals: ErrorReport[] = [];

const picture = (id: string) => {
  const [r, g, b] = COLOURS[id] as [number, number, number];
  return sharp({ create: { width: 60, height: 50, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer();
};

async function put(folder: string, file: string, bytes: Uint8Array) {
  await writeFile(join(root, folder, file), bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function buildGallery(): Promise<void> {
  const store = new DiskAssetStore(root);
  const model = parseModelManifest(await store.json('models/tiny/model.json'));
  const files = defaultFiles(model);
  const encoder = await createEncoder(model, { backend: 'wasm', threads: 1 });
  await encoder.loadVision(await store.bytes('models/tiny', files.vision));
  const matrix = new Float32Array(Object.keys(COLOURS).length * model.dim);
  for (const [row, id] of Object.keys(COLOURS).entries()) {
    const image = await decodeImage(new Uint8Array(await picture(id)), id);
    const [encoding] = await encoder.encodeImages([toPixelValues(image, model.image)]);
    matrix.set(encoding?.embedding ?? [], row * model.dim);
  }
  await encoder.dispose();
  const folder = 'galleries/plain';
  await mkdir(join(root, folder, 'images'), { recursive: true });
  for (const id of Object.keys(COLOURS)) {
    await writeFile(join(root, folder, 'images', `${id}.png`), await picture(id));
  }
  const manifest = {
    id: 'plain',
    title: 'Plain colours',
    license: 'CC0-1.0',
    attribution: 'made by this test',
    model: model.id,
    modelSha256: files.vision.sha256,
    dim: model.dim,
    items: Object.keys(COLOURS).map((id) => ({ id, file: `${id}.png`, width: 60, height: 50 })),
    embeddings: {
      ...(await put(folder, 'embeddings.bin', new Uint8Array(matrix.buffer))),
      dtype: 'float32',
    },
    index: {
      ...(await put(folder, 'index.hnsw', await buildHnswIndex(matrix, model.dim))),
      M: 16,
      efConstruction: 200,
    },
  };
  await writeFile(join(root, folder, 'gallery.json'), JSON.stringify(manifest));
}

const newEngine = () =>
  new Engine({
    store: new DiskAssetStore(root),
    createEncoder,
    probeBackend: async () => 'wasm',
    decodeImage,
    openPicture: async (bytes, name) => pictureOf(await decodeImage(bytes, name)),
    openIndex,
    openOwn: async () => {
      throw new Error('There are none on Node.');
    },
    onStatus: (latest) => {
      status = latest;
    },
    ask: () => Promise.reject(new TypeError('There is no server.')),
    onFatal: (report) => fatals.push(report),
  });

const ready = () =>
  vi.waitFor(() => expect(status).toMatchObject({ phase: 'ready' }), { timeout: 60_000 });
const colourOf = (id: string | undefined) => id?.split('_')[0];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'overlook-engine-'));
  await mkdir(join(root, 'models'));
  await cp(FIXTURE, join(root, 'models/tiny'), { recursive: true });
  await buildGallery();
  engine = newEngine();
  await engine.open(CONFIG);
  await ready();
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

describe('the engine with its real parts', () => {
  it('is ready on wasm with the HNSW index', () => {
    expect(status).toMatchObject({ backend: 'wasm', threads: 1, index: 'hnsw', image: true });
    expect(status?.progress.loaded).toBe(status?.progress.total);
    expect(fatals).toEqual([]);
  });

  it('finds images by their own file: the item itself comes first, with cosine 1', async () => {
    for (const id of Object.keys(COLOURS)) {
      const file = new Blob([new Uint8Array(await picture(id))]);
      const answer = await engine.search({ kind: 'image', file, name: `${id}.png` }, { k: 2 });
      expect(answer.items[0]?.id).toBe(id);
      expect(answer.items[0]?.similarity).toBeCloseTo(1, 4);
      expect(answer).toMatchObject({ index: 'hnsw', image: { width: 60, height: 50 } });
    }
  });

  it('finds by words', async () => {
    for (const colour of ['red', 'green', 'blue']) {
      const answer = await engine.search({ kind: 'text', text: colour }, { k: 2 });
      expect(answer.items.map((item) => colourOf(item.id))).toContain(colour);
    }
  });

  it('gives the same ranking by HNSW and exactly, and by the embedding of a link', async () => {
    const query = { kind: 'item', id: 'green_1' } as const;
    const hnsw = await engine.search(query, { k: 5 });
    await engine.open({ ...CONFIG, index: 'exact' });
    const exact = await engine.search(query, { k: 5 });
    expect(exact.index).toBe('exact');
    expect(exact.items.map(({ id }) => id)).toEqual(hnsw.items.map(({ id }) => id));
    expect(exact.items).toHaveLength(5);
    const shared = decodeEmbedding(encodeEmbedding(exact.embedding), exact.embedding.length);
    const linked = await engine.search({ kind: 'embedding', embedding: shared }, { k: 6 });
    expect(linked.items.map(({ id }) => id)).toEqual([
      'green_1',
      ...exact.items.map(({ id }) => id),
    ]);
    await engine.open(CONFIG);
  });

  it('reads an image: categories sum to one', async () => {
    const { embedding } = await engine.search({ kind: 'item', id: 'red_1' }, { k: 1 });
    const { categories, captions } = await engine.read(embedding);
    expect(categories).toHaveLength(30);
    expect(categories.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
    expect(captions).toEqual([]);
  });

  it('takes a text of 10,000 characters, and refuses what it cannot read', async () => {
    const long = await engine.search({ kind: 'text', text: 'red '.repeat(2500) }, { k: 1 });
    expect(long.notices).toContain('text-cut');
    for (const [text, code] of [
      ['   ', 'text-blank'],
      ['🛫🛬', 'text-unknown'],
    ] as const) {
      const searching = engine.search({ kind: 'text', text }, { k: 1 });
      await expect(searching, text).rejects.toMatchObject({ code });
    }
  });

  it('looks into items beside the picture that is open', async () => {
    const { id } = await engine.openPicture({ kind: 'item', id: 'blue_1' });
    const open = await engine.survey(id, { method: 'dense' });
    const seen = await engine.lookInside('red_1', ['red', 'river']);
    expect(seen).toMatchObject({ width: 60, height: 50 });
    expect(seen.features.map(({ text }) => text)).toEqual(['red', 'river']);
    expect(seen.features[0]).not.toHaveProperty('probability');
    expect(await engine.lookInside('red_1', ['red', 'river'])).toEqual(seen);
    await engine.lookInside('green_1', ['red']);
    // Asked again after another picture: what was encoded of it is remembered.
    const [again] = (await engine.lookInside('red_1', ['red'])).features;
    expect(again).toEqual(seen.features[0]);
    await expect(engine.lookInside('red_9', ['red'])).rejects.toMatchObject({
      code: 'item-unknown',
    });
    const gaveUp = engine.lookInside('red_2', ['red'], AbortSignal.abort());
    await expect(gaveUp).rejects.toMatchObject({ code: 'cancelled' });
    // The open picture is still open.
    expect((await engine.locate(open.id, ['blue'])).features).toHaveLength(1);
  });

  it('goes on exactly where the index file is truncated', async () => {
    await truncate(join(root, 'galleries/plain/index.hnsw'), 100);
    const other = newEngine();
    await other.open(CONFIG);
    await ready();
    expect(status).toMatchObject({ index: 'exact', indexProblem: { code: 'asset-corrupt' } });
    expect((await other.search({ kind: 'item', id: 'red_1' }, { k: 1 })).items[0]?.id).toBe(
      'red_2',
    );
  });
});
