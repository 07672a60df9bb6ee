import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseModelManifest } from '@/lib/model/manifest';
import { Engine } from './engine';
import { FakePorts, solidImage } from './fakes/fake-ports';
import { CONFIG, galleryOf, MODEL } from './fakes/world';

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map((item) => item.id);

let ports: FakePorts;
let engine: Engine;

beforeEach(() => {
  ports = new FakePorts();
  engine = new Engine(ports);
});

const until = (what: Partial<FakePorts['status']>) =>
  vi.waitFor(() => expect(ports.status).toMatchObject(what ?? {}), { interval: 1 });
const ready = () => until({ phase: 'ready' });

describe('loading', () => {
  it('gives the manifests, then gets ready', async () => {
    const { model, gallery } = await engine.open(CONFIG);
    expect(model.id).toBe('tiny');
    expect(gallery.items).toHaveLength(5);
    await ready();
    expect(ports.status).toMatchObject({
      text: true,
      image: true,
      gallery: true,
      backend: 'wasm',
      threads: 2,
      index: 'hnsw',
    });
  });

  it('fetches what typing needs first: the image tower and the index wait', async () => {
    const letText = ports.store.hold('models/tiny/text.onnx');
    await engine.open(CONFIG);
    await vi.waitFor(() => expect(ports.encoders).toHaveLength(1)); // The runtime beside the tower.
    expect(ports.store.requests.toSorted()).toEqual([
      'galleries/four/embeddings.bin',
      'galleries/four/gallery.json',
      'models/tiny/model.json',
      'models/tiny/text.onnx',
      'models/tiny/tokenizer.json',
    ]);
    letText();
    await ready();
  });

  it('answers words before the image tower has arrived, by exact search before the index has', async () => {
    const letVision = ports.store.hold('models/tiny/vision.onnx');
    const letIndex = ports.store.hold('galleries/four/index.hnsw');
    await engine.open(CONFIG);
    const answer = await engine.search(text('forest'), { k: 2 });
    expect(answer.index).toBe('exact');
    expect(ids(answer)).toEqual(['forest_1', 'mixed_1']);
    await until({ text: true, image: false, index: 'exact', phase: 'loading' });
    letIndex();
    await until({ index: 'hnsw' });
    expect((await engine.search(text('river'), { k: 1 })).index).toBe('hnsw');
    letVision();
    await ready();
  });

  it('keeps a search waiting until it can be answered', async () => {
    const letText = ports.store.hold('models/tiny/text.onnx');
    const letEmbeddings = ports.store.hold('galleries/four/embeddings.bin');
    void engine.open(CONFIG);
    const searching = engine.search(text('port'), { k: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    letText();
    letEmbeddings();
    expect(ids(await searching)).toEqual(['port_1']);
  });

  it('answers the words that were waiting before it opens the image tower', async () => {
    const opening = engine.open(CONFIG);
    const searches = ['port', 'river'].map((word) => engine.search(text(word), { k: 1 }));
    await Promise.all([opening, ...searches]);
    await ready();
    expect(ports.encoders[0]?.encodedBeforeVision).toBe(2);
  });

  it('shows all files as one figure whose total stands from the start', async () => {
    const letText = ports.store.hold('models/tiny/text.onnx');
    await engine.open(CONFIG);
    await vi.waitFor(() => expect(ports.status?.progress.total).toBe(100 + 2 + 300 + 80 + 1));
    expect(ports.status?.progress.loaded).toBeLessThan(483);
    letText();
    await ready();
    await until({ progress: { loaded: 483, total: 483 } });
    const figures = ports.statuses.map((status) => status.progress.loaded);
    expect(figures).toEqual(figures.toSorted((a, b) => a - b));
  });

  it('prunes the folders that it opens', async () => {
    await engine.open(CONFIG);
    expect(ports.store.pruned.toSorted()).toEqual(['galleries/four', 'models/tiny']);
  });

  it('is asked only once for what it needs', async () => {
    await engine.open(CONFIG);
    await ready();
    expect(new Set(ports.store.requests).size).toBe(ports.store.requests.length);
    expect(ports.store.requests).not.toContain('galleries/four/captions.bin');
  });
});

describe('what is missing or broken', () => {
  it('an unknown gallery or model', async () => {
    const gallery = engine.open({ ...CONFIG, gallery: 'nowhere' });
    await expect(gallery).rejects.toMatchObject({ code: 'gallery-unknown' });
    expect(ports.status).toMatchObject({ phase: 'error', error: { code: 'gallery-unknown' } });
    const model = new Engine(ports).open({ ...CONFIG, model: 'none' });
    await expect(model).rejects.toMatchObject({ code: 'model-unknown' });
  });

  it('an unknown gallery does not keep the next from opening', async () => {
    await engine.open({ ...CONFIG, gallery: 'nowhere' }).catch(() => {});
    await expect(engine.search(text('port'), { k: 1 })).rejects.toMatchObject({
      code: 'gallery-unknown',
    });
    await engine.open(CONFIG);
    await ready();
    expect(ids(await engine.search(text('port'), { k: 1 }))).toEqual(['port_1']);
    expect(ports.encoders).toHaveLength(1);
  });

  it('a gallery of another model, or of another training of it', async () => {
    ports.store.addGallery(galleryOf('foreign', { model: 'clip' }));
    ports.store.addGallery(galleryOf('older', { modelSha256: 'f'.repeat(64) }));
    for (const gallery of ['foreign', 'older']) {
      const opening = engine.open({ ...CONFIG, gallery });
      await expect(opening, gallery).rejects.toMatchObject({ code: 'model-mismatch' });
    }
  });

  it('a manifest that is not one, or lies in a folder of another name', async () => {
    ports.store.manifests.set('galleries/four/gallery.json', { id: 'four' });
    await expect(engine.open(CONFIG)).rejects.toMatchObject({ code: 'gallery-invalid' });
    ports.store.manifests.set('galleries/four/gallery.json', galleryOf('other'));
    await expect(engine.open(CONFIG)).rejects.toMatchObject({ code: 'gallery-invalid' });
  });

  it('the image tower: words are searched all the same', async () => {
    ports.store.files.delete('models/tiny/vision.onnx');
    await engine.open(CONFIG);
    await ready();
    expect(ports.status).toMatchObject({
      text: true,
      image: false,
      imageProblem: { code: 'asset-missing' },
    });
    expect(ids(await engine.search(text('port'), { k: 1 }))).toEqual(['port_1']);
    const image = engine.search(solidImage(8, 8, [255, 0, 0]), { k: 1 });
    await expect(image).rejects.toMatchObject({ code: 'asset-missing' });
    await until({ progress: { loaded: 183, total: 183 } }); // Nobody waits for it.
  });

  it('the text tower: an error, but items and embeddings are searched all the same', async () => {
    ports.store.files.delete('models/tiny/text.onnx');
    await engine.open(CONFIG);
    await until({
      phase: 'error',
      text: false,
      error: expect.objectContaining({ code: 'asset-missing' }),
    });
    await expect(engine.search(text('port'), { k: 1 })).rejects.toMatchObject({
      code: 'asset-missing',
    });
    expect(ids(await engine.search({ kind: 'item', id: 'port_1' }, { k: 1 }))).toEqual(['mixed_1']);
  });

  it('the text tower, before a backend is found: the error is told once', async () => {
    ports.store.files.delete('models/tiny/text.onnx');
    const { probeBackend } = ports;
    ports.probeBackend = async (asked) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return probeBackend(asked);
    };
    await engine.open(CONFIG);
    // A rejection that nobody handles fails the run.
    await until({ phase: 'error', error: expect.objectContaining({ code: 'asset-missing' }) });
  });

  it('the index: exact search answers, and the status says why', async () => {
    ports.store.files.set('galleries/four/index.hnsw', Uint8Array.of(8));
    await engine.open(CONFIG);
    await ready();
    expect(ports.status).toMatchObject({ index: 'exact', indexProblem: { code: 'index-invalid' } });
    expect(ids(await engine.search(text('desert'), { k: 1 }))).toEqual(['desert_1']);
  });

  it('the embeddings', async () => {
    ports.store.files.delete('galleries/four/embeddings.bin');
    await engine.open(CONFIG);
    await until({ phase: 'error', error: expect.objectContaining({ code: 'asset-missing' }) });
    await expect(engine.search(text('port'), { k: 1 })).rejects.toMatchObject({
      code: 'asset-missing',
    });
  });
});

describe('another gallery or index', () => {
  it('keeps the encoder when the gallery changes', async () => {
    await engine.open(CONFIG);
    await ready();
    const before = ports.store.requests.length;
    await engine.open({ ...CONFIG, gallery: 'other' });
    await ready();
    expect(ports.encoders).toHaveLength(1);
    expect(ports.store.requests.slice(before)).toEqual([
      'galleries/other/gallery.json',
      'galleries/other/embeddings.bin',
      'galleries/other/index.hnsw',
    ]);
  });

  it('takes up the index that is asked for, and fetches that of HNSW only then', async () => {
    await engine.open({ ...CONFIG, index: 'exact' });
    await ready();
    expect(ports.status?.index).toBe('exact');
    expect(ports.store.requests).not.toContain('galleries/four/index.hnsw');
    await engine.open({ ...CONFIG, index: 'hnsw' });
    await until({ index: 'hnsw' });
    await engine.open({ ...CONFIG, index: 'exact' });
    await until({ index: 'exact' });
    expect((await engine.search(text('port'), { k: 1 })).index).toBe('exact');
  });

  it("opens the gallery's own index where none is asked for", async () => {
    const { index: _, ...config } = CONFIG;
    await engine.open(config);
    await until({ index: 'hnsw' });
    expect((await engine.search(text('port'), { k: 1 })).index).toBe('hnsw');
  });

  it('answers by exact search where the gallery has no index, whichever is asked for', async () => {
    const { index: _, ...bare } = galleryOf('bare');
    ports.store.addGallery(bare);
    await engine.open({ ...CONFIG, gallery: 'bare', index: 'hnsw' });
    await ready();
    expect(ports.status).toMatchObject({ index: 'exact' });
    expect(ports.status?.indexProblem).toBeUndefined();
    expect((await engine.search(text('port'), { k: 1 })).index).toBe('exact');
  });

  it('does not mix up galleries that are opened at the same time', async () => {
    ports.store.addGallery(galleryOf('slow', { title: 'Slow' }));
    const letSlow = ports.store.hold('galleries/slow/gallery.json');
    const slow = engine.open({ ...CONFIG, gallery: 'slow' });
    const fast = engine.open({ ...CONFIG, gallery: 'other' });
    expect((await fast).gallery.id).toBe('other');
    letSlow();
    expect((await slow).gallery.id).toBe('slow');
    await ready();
    await engine.search(text('port'), { k: 1 });
    expect(ports.status).toMatchObject({ phase: 'ready', gallery: true });
  });

  it('refuses another model: that takes another worker', async () => {
    await engine.open(CONFIG);
    const opening = engine.open({ ...CONFIG, model: 'clip' });
    await expect(opening).rejects.toMatchObject({ code: 'internal' });
  });
});

it('has a stand-in model whose manifest is a right one', () => {
  expect(parseModelManifest(structuredClone(MODEL))).toEqual(MODEL);
});

describe("galleries of the browser's own", () => {
  const own = (rows: number[][]) => {
    const ids = rows.map((_, i) => `own_${i}`);
    const items = ids.map((id) => ({ id, file: `${id}.jpg`, width: 1, height: 1 }));
    const { index: _, captionEmbeddings: __, ...rest } = galleryOf('local:mine', { items });
    return { manifest: rest, embeddings: new Float32Array(rows.flat()) };
  };

  it('opens one, and again when it has grown, without a pause in what can be searched', async () => {
    ports.own.set('mine', own([[1, 0, 0, 0]]));
    await engine.open({ ...CONFIG, gallery: 'local:mine' });
    await ready();
    expect(ids(await engine.search(text('forest'), { k: 5 }))).toEqual(['own_0']);
    const before = ports.statuses.length;
    ports.own.set(
      'mine',
      own([
        [1, 0, 0, 0],
        [0, 1, 0, 0],
      ]),
    );
    await engine.open({ ...CONFIG, gallery: 'local:mine', revision: 1 });
    expect(ids(await engine.search(text('forest'), { k: 5 }))).toEqual(['own_1', 'own_0']);
    await ready();
    expect(ports.statuses.slice(before).every(({ text, phase }) => text && phase === 'ready')).toBe(
      true,
    );
  });

  it('says of one that it does not have', async () => {
    await expect(engine.open({ ...CONFIG, gallery: 'local:other' })).rejects.toMatchObject({
      code: 'gallery-unknown',
    });
  });

  it('embeds pictures for one, and not with another model than was meant', async () => {
    await engine.open(CONFIG);
    const crop = { x: 0, y: 0, width: 8, height: 8 };
    const pixels = new Float32Array(192);
    pixels[64] = 1;
    const image = { pixels, width: 8, height: 8, crop };
    expect([...(await engine.embed('tiny', [image, image]))]).toEqual([0, 1, 0, 0, 0, 1, 0, 0]);
    await expect(engine.embed('other', [image])).rejects.toMatchObject({ code: 'cancelled' });
  });
});
