import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RSICD_CATEGORIES } from '@/lib/categories/categories';
import { writePositions } from '@/lib/gallery/positions';
import { Engine } from './engine';
import { FakePorts, solidImage } from './fakes/fake-ports';
import { CONFIG, galleryOf } from './fakes/world';
import type { Query } from './protocol';

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map((item) => item.id);

let ports: FakePorts;
let engine: Engine;
const encoded = () => ports.encoders.flatMap((encoder) => encoder.encoded);
const codeOf = (query: Query) =>
  engine.search(query, { k: 3 }).then(
    () => 'no error',
    (error: { code: string; advice: string }) => (error.advice ? error.code : 'no advice'),
  );

beforeEach(async () => {
  ports = new FakePorts();
  engine = new Engine(ports);
  await engine.open(CONFIG);
  await vi.waitFor(() => expect(ports.status?.phase).toBe('ready'), { interval: 1 });
});

describe('a text query', () => {
  it('ranks the gallery, best first, with cosines', async () => {
    const answer = await engine.search(text('port'), { k: 5 });
    expect(ids(answer).slice(0, 2)).toEqual(['port_1', 'mixed_1']);
    const similarities = answer.items.map((item) => item.similarity);
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    expect(similarities[0]).toBeCloseTo(1, 2);
    expect(answer).toMatchObject({ index: 'hnsw', cutoff: 0.2, notices: [] });
    expect(answer.embedding).toHaveLength(4);
    expect(answer.timing.encode).toBeGreaterThan(0);
    expect(answer.timing.decode).toBe(0);
  });

  it.each([
    [0, 1],
    [-3, 1],
    [Number.NaN, 1],
    [2.9, 2],
    [1000, 5],
  ])('gives k=%d as %i results', async (k, length) => {
    expect((await engine.search(text('port'), { k })).items).toHaveLength(length);
  });

  it('is encoded once, however often it is asked', async () => {
    const first = await engine.search(text('port'), { k: 1 });
    structuredClone(first.embedding, { transfer: [first.embedding.buffer as ArrayBuffer] });
    const second = await engine.search(text('port'), { k: 3 });
    expect(second.embedding).toHaveLength(4);
    expect(second.timing.encode).toBe(0);
    expect(encoded()).toEqual(['port']);
  });

  it.each(['', '   ', '\n\t', '\u200b\ufeff', '\u00a0\u2003'])(
    'is text-blank: %j',
    async (blank) => {
      expect(await codeOf(text(blank))).toBe('text-blank');
      expect(encoded()).toEqual([]);
    },
  );

  it.each(['🛫', '🛫 🛬', '港 口', '👩‍👩‍👧'])('is text-unknown: %s', async (unknown) => {
    expect(await codeOf(text(unknown))).toBe('text-unknown');
    expect(encoded()).toEqual([]);
  });

  it('says what it could not read among what it could', async () => {
    const answer = await engine.search(text('🛫 port'), { k: 1 });
    expect(ids(answer)).toEqual(['port_1']);
    expect(answer.notices).toEqual(['text-unknown-symbols']);
    expect((await engine.search(text('🛫 port'), { k: 2 })).notices).toHaveLength(1);
  });

  it('of 10,000 characters gives results and says that it was cut', async () => {
    const answer = await engine.search(text('port '.repeat(2000)), { k: 1 });
    expect(ids(answer)).toEqual(['port_1']);
    expect(answer.notices).toEqual(['text-cut']);
  });
});

describe('queries that follow one another', () => {
  it('run one at a time', async () => {
    const words = ['port', 'forest', 'desert', 'river'];
    const answers = await Promise.all(words.map((word) => engine.search(text(word), { k: 1 })));
    expect(answers.map(ids)).toEqual(words.map((word) => [`${word}_1`]));
  });

  it('are not run once they were given up, and the last is answered', async () => {
    const controllers = ['p', 'po', 'por'].map((typed) => {
      const controller = new AbortController();
      const { signal } = controller;
      const searching = engine.search(text(typed), { k: 1, signal });
      const failed = expect(searching).rejects.toMatchObject({ code: 'cancelled' });
      return { controller, failed };
    });
    const last = engine.search(text('port'), { k: 1 });
    for (const { controller } of controllers) controller.abort();
    expect(ids(await last)).toEqual(['port_1']);
    await Promise.all(controllers.map(({ failed }) => failed));
    expect(encoded().length).toBeLessThanOrEqual(2); // The one that was running, and the last.
  });
});

describe('an image query', () => {
  const red = solidImage(16, 8, [255, 0, 0]);

  it('ranks the gallery and says what the encoder saw', async () => {
    const answer = await engine.search(red, { k: 2 });
    expect(ids(answer)).toEqual(['port_1', 'mixed_1']);
    expect(answer.image).toEqual({
      width: 16,
      height: 8,
      crop: { x: 4, y: 0, width: 8, height: 8 },
    });
    expect(answer.cutoff).toBe(0.5);
    expect(answer.timing.decode).toBeGreaterThan(0);
  });

  it('is decoded and encoded once, by its bytes', async () => {
    await engine.search(red, { k: 2 });
    const again = await engine.search({ ...red, name: 'y.png', file: red.file.slice() }, { k: 1 });
    expect(again.image?.width).toBe(16);
    expect(ports.decoded).toBe(1);
  });

  it('keeps the reason why it is not an image', async () => {
    const file = new Blob([Uint8Array.of(9, 9, 9)]);
    expect(await codeOf({ kind: 'image', name: 'x.txt', file })).toBe('image-not-image');
  });

  it('is refused by its name where the file cannot be read any more', async () => {
    const file = new Blob(['x']);
    file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    await expect(
      engine.search({ kind: 'image', name: 'x.png', file }, { k: 2 }),
    ).rejects.toMatchObject({ code: 'image-not-image', message: 'x.png cannot be read.' });
  });

  it('is refused before the image tower has arrived, where it is no image', async () => {
    const slow = new FakePorts();
    slow.store.hold('models/tiny/vision.onnx');
    engine = new Engine(slow);
    await engine.open(CONFIG);
    const file = new Blob([]);
    expect(await codeOf({ kind: 'image', name: 'x', file })).toBe('image-not-image');
  });
});

describe('an item or an embedding as the query', () => {
  it('leaves the item itself out, and gives as many as asked', async () => {
    const answer = await engine.search({ kind: 'item', id: 'port_1' }, { k: 2 });
    expect(ids(answer)[0]).toBe('mixed_1');
    expect(answer.items).toHaveLength(2);
    expect(ids(await engine.search({ kind: 'item', id: 'port_1' }, { k: 99 }))).toHaveLength(4);
  });

  it('gives an embedding the same answer as its item, and the item too', async () => {
    const { embedding } = await engine.search({ kind: 'item', id: 'port_1' }, { k: 1 });
    const answer = await engine.search({ kind: 'embedding', embedding }, { k: 3 });
    expect(ids(answer).slice(0, 2)).toEqual(['port_1', 'mixed_1']);
  });

  it('normalizes an embedding', async () => {
    const embedding = Float32Array.of(50, 0, 0, 0);
    const answer = await engine.search({ kind: 'embedding', embedding }, { k: 1 });
    expect(answer.items[0]?.similarity).toBeCloseTo(1);
  });

  it('names an unknown item', async () => {
    expect(await codeOf({ kind: 'item', id: 'nothing_9' })).toBe('item-unknown');
  });

  it.each([
    ['short', Float32Array.of(1, 0)],
    ['long', new Float32Array(5).fill(1)],
    ['empty', new Float32Array(0)],
    ['zero', new Float32Array(4)],
    ['not of numbers', Float32Array.of(1, Number.NaN, 0, 0)],
    ['infinite', Float32Array.of(1, Number.POSITIVE_INFINITY, 0, 0)],
  ])('refuses an embedding that is %s', async (_, embedding) => {
    expect(await codeOf({ kind: 'embedding', embedding })).toBe('embedding-broken');
    await expect(engine.read(embedding)).rejects.toMatchObject({ code: 'embedding-broken' });
  });
});

describe('reading an embedding', () => {
  const port = Float32Array.of(1, 0, 0, 0);

  it("gives probabilities of RSICD's categories, where the gallery's are among them", async () => {
    const { categories } = await engine.read(port);
    expect(categories.map(({ name }) => name).toSorted()).toEqual(RSICD_CATEGORIES.toSorted());
    expect(categories.slice(0, 2).map(({ name }) => name)).toEqual(['airport', 'port']); // A tie.
    const probabilities = categories.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 5);
  });

  it('gives the nearest captions, each wording once', async () => {
    const { captions, captionProblem } = await engine.read(port);
    expect(captions.map(({ text }) => text)).toEqual([
      'a port',
      'an aerial photograph',
      'a forest',
      'a desert',
      'a river',
    ]);
    expect(captions[0]).toMatchObject({ id: 'port_1', similarity: 1 });
    expect(captionProblem).toBeUndefined();
  });

  it('encodes the prompts and fetches the captions once, when first asked', async () => {
    expect(ports.store.requests).not.toContain('galleries/four/captions.bin');
    await Promise.all([engine.read(port), engine.read(port)]);
    await engine.read(port);
    expect(ports.store.requests.filter((path) => path.includes('captions'))).toHaveLength(1);
    expect(new Set(encoded()).size).toBe(encoded().length);
    expect(encoded()).toContain('An aerial photograph of port');
  });

  it('gives the categories where the captions cannot be had, and says why', async () => {
    ports.store.files.delete('galleries/four/captions.bin');
    const reading = await engine.read(port);
    expect(reading.categories.length).toBeGreaterThan(0);
    expect(reading).toMatchObject({ captions: [], captionProblem: { code: 'asset-missing' } });
  });

  it('has no captions where the gallery has none, and own categories where it has them', async () => {
    const own = galleryOf('own', { captionEmbeddings: undefined });
    const items = own.items.map((item) => ({ ...item, category: `my ${item.category}` }));
    ports.store.addGallery({ ...own, items });
    await engine.open({ ...CONFIG, gallery: 'own' });
    const { categories, captions } = await engine.read(port);
    expect(captions).toEqual([]);
    expect(categories[0]?.name).toBe('my port');
    expect(categories.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    expect(categories).toHaveLength(4);
  });
});

describe('a mix', () => {
  const item = (id: string, weight = 1) => ({ kind: 'item', id, weight }) as const;
  const words = (text: string, weight = 1) => ({ kind: 'text', text, weight }) as const;
  const mix = (...parts: Extract<Query, { kind: 'mix' }>['parts']) =>
    ({ kind: 'mix', parts }) as const;

  it('lies between its words, and moves away from those with a minus', async () => {
    const both = await engine.search(mix(words('port'), words('forest')), { k: 1 });
    expect(ids(both)).toEqual(['mixed_1']);
    const less = await engine.search(mix(words('port'), words('forest', -1)), { k: 5 });
    expect(ids(less)[0]).toBe('port_1');
    expect(ids(less).at(-1)).toBe('forest_1');
    // What asks for less than one word does is cut at less.
    expect(less.cutoff).toBeLessThan(both.cutoff);
    expect(less.cutoff).toBeGreaterThan(0);
  });

  it('ranks by examples, and leaves out counter-examples', async () => {
    const answer = await engine.search(mix(item('port_1'), item('desert_1', -1)), { k: 5 });
    expect(ids(answer).slice(0, 2)).toEqual(['port_1', 'mixed_1']);
    expect(ids(answer)).not.toContain('desert_1');
  });

  it('refuses what cancels out, and what its ingredients are refused for', async () => {
    expect(await codeOf(mix(words('port'), words('port', -1.25)))).toBe('parameter-invalid');
    expect(await codeOf(mix(item('nobody')))).toBe('item-unknown');
    expect(await codeOf(mix(words('port'), words('🛫', -1)))).toBe('text-unknown');
  });
});

it('gives the embeddings of all items, in their order, for a map', async () => {
  const embeddings = await engine.embeddings();
  expect(embeddings).toHaveLength(20);
  expect([...embeddings.subarray(16)].map((value) => value.toFixed(1))).toEqual([
    '0.8',
    '0.6',
    '0.0',
    '0.0',
  ]);
});

describe('the positions that a gallery came with', () => {
  const positions = Float32Array.from({ length: 10 }, (_, i) => i / 10);
  const open = async (bytes: Uint8Array, of?: string) => {
    const gallery = galleryOf('placed');
    const atlas = {
      file: 'atlas.bin',
      bytes: 40,
      sha256: 'a'.repeat(64),
      embeddingsSha256: of ?? gallery.embeddings.sha256,
    };
    ports.store.addGallery({ ...gallery, atlas });
    ports.store.files.set('galleries/placed/atlas.bin', new Uint8Array(bytes));
    await engine.open({ ...CONFIG, gallery: 'placed' });
  };
  const asked = () => ports.store.requests.includes('galleries/placed/atlas.bin');

  it('are fetched when a map asks for them, not before', async () => {
    await open(writePositions(positions));
    await engine.search(text('port'), { k: 1 });
    expect(asked()).toBe(false);
    expect(await engine.positions()).toEqual(positions);
    expect(asked()).toBe(true);
  });

  it('are left to be computed where there are none, or they are out of date or broken', async () => {
    expect(await engine.positions()).toBeNull();
    await open(writePositions(positions), 'b'.repeat(64));
    expect(await engine.positions()).toBeNull();
    expect(asked()).toBe(false);
    for (const spoiled of [positions.subarray(2), positions.with(1, Number.NaN)]) {
      await open(writePositions(spoiled));
      expect(await engine.positions()).toBeNull();
    }
    ports.store.files.delete('galleries/placed/atlas.bin');
    expect(await engine.positions()).toBeNull();
    expect((await engine.embeddings()).length).toBe(20);
  });
});
