import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '@/lib/narrowing/narrowing';
import { Engine } from './engine';
import { FakePorts } from './fakes/fake-ports';
import { CONFIG, DIM, MODEL, ROWS } from './fakes/world';

const REMOTE = { ...CONFIG, gallery: 'remote:tiles' };
const INFO = {
  id: 'tiles',
  title: 'Tiles',
  license: 'CC0',
  attribution: 'Nobody',
  model: MODEL.id,
  modelSha256: MODEL.precisions.fp32?.vision.sha256,
  dim: DIM,
  rows: 1_000_000,
  columns: [],
};
const item = (row: number, similarity?: number) => ({
  id: `tile-${row}`,
  thumb: false,
  columns: { cloud: row },
  ...(similarity !== undefined && { similarity }),
});

interface Asked {
  readonly path: string;
  readonly body?: { embedding: number[]; k: number; modelSha256: string };
}

/** A server of one collection, with what it was asked. */
function serverOf(ports: FakePorts, info: object = INFO) {
  const asked: Asked[] = [];
  ports.ask = async (path, { body, signal }) => {
    signal?.throwIfAborted();
    asked.push({ path, ...(body && { body: JSON.parse(String(body)) }) });
    const answers: Record<string, unknown> = {
      'api/collections/tiles': info,
      'api/collections/tiles/items': { items: [item(0)] },
      'api/collections/tiles/items/tile-1': { item: item(1), embedding: ROWS[1] },
      'api/collections/tiles/search': { items: [item(7, 0.9), item(1, 0.8)] },
    };
    const found = answers[path];
    const problem = { code: 'item-unknown', message: 'None.', advice: 'Choose another.' };
    return new Response(JSON.stringify(found ?? problem), { status: found ? 200 : 404 });
  };
  return asked;
}

describe('a collection behind a server', () => {
  it('is searched by the numbers of a query, and by nothing else of it', async () => {
    const ports = new FakePorts();
    const asked = serverOf(ports);
    const engine = new Engine(ports);
    const { gallery } = await engine.open(REMOTE);
    expect(gallery).toMatchObject({ id: 'remote:tiles', served: { items: 1_000_000 } });
    const { items } = await engine.search({ kind: 'text', text: 'port' }, { k: 2 });
    expect(items).toMatchObject([
      {
        id: 'tile-7',
        similarity: 0.9,
        item: { captions: ['cloud: 7'], columns: { cloud: 7 }, image: false },
      },
      { id: 'tile-1' },
    ]);
    const sent = asked.at(-1);
    expect(Object.keys(sent?.body ?? {}).sort()).toEqual(['embedding', 'k', 'modelSha256']);
    expect(sent?.body?.embedding).toHaveLength(DIM);
    expect(JSON.stringify(asked)).not.toContain('port');
  });

  it('is narrowed by date and place, as its server can, and not by what that cannot', async () => {
    const ports = new FakePorts();
    const columns = [{ name: 'taken', type: 'date' }];
    const asked = serverOf(ports, { ...INFO, columns, date: 'taken', bbox: [0, 0, 10, 10] });
    const engine = new Engine(ports);
    const { gallery } = await engine.open(REMOTE);
    expect(gallery.served).toMatchObject({ date: 'taken', placed: true, columns });
    const bounds = { from: '2024-05-01', to: '2024-05-31', bbox: [1, 2, 3, 4] as const };
    const filter = { ...NO_FILTER, ...bounds };
    await engine.search({ kind: 'text', text: 'port' }, { k: 5, filter });
    expect(asked.at(-1)?.body).toMatchObject({ filter: bounds });
    const sized = engine.search(
      { kind: 'text', text: 'port' },
      { k: 5, filter: { ...NO_FILTER, size: 512 } },
    );
    await expect(sized).rejects.toMatchObject({ code: 'parameter-invalid' });
  });

  it('is narrowed by its columns, with values of their types, and by no others', async () => {
    const ports = new FakePorts();
    const columns = [
      { name: 'cloud', type: 'number' },
      { name: 'category', type: 'text' },
    ];
    const asked = serverOf(ports, { ...INFO, columns });
    const engine = new Engine(ports);
    await engine.open(REMOTE);
    const search = (filter: Partial<typeof NO_FILTER>) =>
      engine.search({ kind: 'text', text: 'port' }, { k: 5, filter: { ...NO_FILTER, ...filter } });
    const where = [{ column: 'cloud', from: null, to: '20' }];
    await search({ where, category: ['port'] });
    expect(asked.at(-1)?.body).toMatchObject({
      filter: { columns: { cloud: { max: 20 }, category: { in: ['port'] } } },
    });
    const before = asked.length;
    for (const [bad, said] of [
      [{ where: [{ column: 'clod', values: ['1'] }] }, '"clod"'],
      [{ where: [{ column: 'cloud', values: ['few'] }] }, '"few"'],
      [{ where: [{ column: 'category', values: ['port'] }], category: ['sea'] }, 'two ways'],
    ] as const) {
      await expect(search(bad)).rejects.toMatchObject({
        code: 'parameter-invalid',
        message: expect.stringContaining(said),
      });
    }
    // What cannot be asked for is not sent.
    expect(asked).toHaveLength(before);
  });

  it('is asked for no more than its server gives at once', async () => {
    const ports = new FakePorts();
    const asked = serverOf(ports);
    const engine = new Engine(ports);
    await engine.open(REMOTE);
    await engine.search({ kind: 'item', id: 'tile-1' }, { k: 200 });
    expect(asked.at(-1)?.body?.k).toBe(200);
  });

  it('finds what is like an item, without the item', async () => {
    const ports = new FakePorts();
    serverOf(ports);
    const engine = new Engine(ports);
    await engine.open(REMOTE);
    const { items } = await engine.search({ kind: 'item', id: 'tile-1' }, { k: 5 });
    expect(items.map(({ id }) => id)).toEqual(['tile-7']);
    const unknown = engine.search({ kind: 'item', id: 'tile-99' }, { k: 5 });
    await expect(unknown).rejects.toMatchObject({ code: 'item-unknown' });
  });

  it('is not evaluated: its pictures are not here', async () => {
    const ports = new FakePorts();
    serverOf(ports);
    const engine = new Engine(ports);
    await engine.open(REMOTE);
    const evaluation = engine.evaluate(() => {}, new AbortController().signal);
    await expect(evaluation).rejects.toMatchObject({ code: 'parameter-invalid' });
  });

  it('of another model is refused', async () => {
    const ports = new FakePorts();
    serverOf(ports, { ...INFO, modelSha256: 'f'.repeat(64) });
    await expect(new Engine(ports).open(REMOTE)).rejects.toMatchObject({ code: 'model-mismatch' });
  });

  it('whose server is away says so, and answers when it is back', async () => {
    const ports = new FakePorts();
    const engine = new Engine(ports);
    await expect(engine.open(REMOTE)).rejects.toMatchObject({ code: 'server-away' });
    serverOf(ports);
    await engine.open(REMOTE);
    const answer = await engine.search({ kind: 'text', text: 'port' }, { k: 1 });
    expect(answer.items).toHaveLength(1);
  });

  it.each([
    ['no JSON', 502, '<html>', 'server-away'],
    ['what is no answer', 200, '{"items": 7}', 'server-away'],
    ['an error of another program', 500, '{"error": "?"}', 'server-away'],
    [
      'that it is busy',
      503,
      '{"code": "server-busy", "message": "m", "advice": "a"}',
      'server-busy',
    ],
    [
      'no',
      400,
      '{"code": "parameter-invalid", "message": "m", "advice": "a"}',
      'parameter-invalid',
    ],
  ])('whose server answers %s is an error with a code', async (_, status, body, code) => {
    const ports = new FakePorts();
    serverOf(ports);
    const { ask } = ports;
    ports.ask = async (path, init) =>
      init.method === 'POST' ? new Response(body, { status }) : ask(path, init);
    const engine = new Engine(ports);
    await engine.open(REMOTE);
    const search = engine.search({ kind: 'text', text: 'port' }, { k: 2 });
    await expect(search).rejects.toMatchObject({ code });
  });

  it('gives a search up when it is overtaken', async () => {
    const ports = new FakePorts();
    serverOf(ports);
    const stop = new AbortController();
    const { ask } = ports;
    ports.ask = async (path, init) => {
      if (init.method === 'POST') stop.abort();
      return ask(path, init);
    };
    const engine = new Engine(ports);
    await engine.open(REMOTE);
    const search = engine.search({ kind: 'text', text: 'river' }, { k: 1, signal: stop.signal });
    await expect(search).rejects.toMatchObject({ code: 'cancelled' });
  });
});
