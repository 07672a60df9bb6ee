import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type PictureHash, printHash, turnsOf } from '@/lib/duplicates/hash';
import { NO_FILTER } from '@/lib/narrowing/narrowing';
import { Engine } from './engine';
import { FakePorts } from './fakes/fake-ports';
import { CONFIG, DIM, galleryOf } from './fakes/world';
import type { SearchOptions } from './protocol';

let ports: FakePorts;
let engine: Engine;
const search = (options: SearchOptions) => engine.search({ kind: 'text', text: 'port' }, options);
const ids = async (options: SearchOptions) => (await search(options)).items.map(({ id }) => id);

/** Opens an own gallery of these rows. */
async function open(
  rows: readonly (readonly number[])[],
  more: readonly object[] = [],
): Promise<void> {
  const items = rows.map((_, i) => ({
    id: `i${i}`,
    file: `${i % 2 ? 'odd' : 'even'}/i${i}.jpg`,
    width: 8,
    height: 8,
    ...more[i],
  }));
  const manifest = { ...galleryOf('local:own', { items }), index: undefined };
  ports.own.set('own', {
    manifest: manifest as unknown as ReturnType<typeof galleryOf>,
    embeddings: Float32Array.from(rows.flat()),
  });
  await engine.open({ ...CONFIG, gallery: 'local:own' });
  await vi.waitFor(() => expect(ports.status?.phase).toBe('ready'), { interval: 1 });
}

beforeEach(async () => {
  ports = new FakePorts();
  engine = new Engine(ports);
});

describe('a narrowed search', () => {
  it('answers with what passes the filter, by exact search', async () => {
    await engine.open(CONFIG);
    await vi.waitFor(() => expect(ports.status?.phase).toBe('ready'), { interval: 1 });
    const filter = { ...NO_FILTER, category: ['port'] };
    expect(await ids({ k: 5, filter })).toEqual(['port_1', 'mixed_1']);
    expect(await search({ k: 1, filter })).toMatchObject({ index: 'exact' });
    expect(await search({ k: 1, filter: NO_FILTER })).toMatchObject({ index: 'hnsw' });
    expect(await ids({ k: 5, filter: { ...NO_FILTER, category: ['no such'] } })).toEqual([]);
    // Only collections have columns.
    const where = [{ column: 'cloud', values: ['1'] }];
    const columns = search({ k: 5, filter: { ...NO_FILTER, where } });
    await expect(columns).rejects.toMatchObject({ code: 'parameter-invalid' });
  });

  it('sorts all of the results, on each side of the line, whatever number is wanted', async () => {
    const angles = [0.9, 0.1, 0.8, 0.05, 1];
    await open(
      angles.map((cosine) => [cosine, Math.sqrt(1 - cosine ** 2), 0, 0]),
      ['c10', 'z', 'c9', 'a', 'd'].map((name, i) => ({ name, date: `2024-0${5 - i}-01` })),
    );
    const all = await search({ k: 5 });
    const above = all.items.filter(({ similarity }) => similarity >= all.cutoff).length;
    const sorted = await ids({ k: 5, sort: 'name', fold: true });
    const nameOf = (id: string) => ['c10', 'z', 'c9', 'a', 'd'][Number(id.slice(1))] as string;
    const inOrder = (some: readonly string[]) =>
      some.map(nameOf).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    expect(sorted.slice(0, above).map(nameOf)).toEqual(inOrder(sorted.slice(0, above)));
    expect(sorted.slice(above).map(nameOf)).toEqual(inOrder(sorted.slice(above)));
    expect(new Set(sorted.slice(0, above))).toEqual(
      new Set(all.items.slice(0, above).map(({ id }) => id)),
    );
    expect(await ids({ k: 2, sort: 'name' })).toEqual(sorted.slice(0, 2));
    expect(await search({ k: 1, sort: 'date' })).toMatchObject({ index: 'exact' });
    const byDate = await ids({ k: 5, sort: 'date' });
    expect(byDate.slice(above)).toEqual(byDate.slice(above).toSorted());
  });

  it('does not fold two deserts, and folds a copy that was turned', async () => {
    const desert = [1, 0, 0, 0];
    const hash: PictureHash = [0x0f0f0f0e, 0x12345678];
    const hashes = [hash, [0xf0f0f0f0, 0x12345678], turnsOf(hash)[5] as PictureHash] as const;
    await open(
      [desert, desert, [0.9, 0.43589, 0, 0]],
      hashes.map((one) => ({ hash: printHash(one as PictureHash) })),
    );
    const { items } = await search({ k: 3, fold: true });
    expect(items.map(({ id, copies }) => [id, copies?.map((copy) => copy.id)])).toEqual([
      ['i0', ['i2']],
      ['i1', undefined],
    ]);
  });

  it('folds 150 copies into one result, and fills up with what comes after', async () => {
    const blank = [1, 0, 0, 0];
    const others = [
      [0.8, 0.6, 0, 0],
      [0.6, 0.8, 0, 0],
    ];
    await open([...Array.from({ length: 150 }, () => blank), ...others]);
    const { items } = await search({ k: 2, fold: true });
    expect(items.map(({ id, copies }) => [id, copies?.length])).toEqual([
      ['i0', 149],
      ['i150', undefined],
    ]);
    expect(items[0]?.copies?.[0]).toMatchObject({ id: 'i1', row: 1 });
    expect(await ids({ k: 3 })).toEqual(['i0', 'i1', 'i2']);
  });

  it('counts all copies, however far down they reach', async () => {
    await open(Array.from({ length: 1000 }, () => Array.from({ length: DIM }, () => 0.5)));
    const { items } = await search({ k: 1, fold: true });
    expect(items.map(({ copies }) => copies?.length)).toEqual([999]);
    const odd = await search({ k: 1, fold: true, filter: { ...NO_FILTER, folder: ['odd'] } });
    expect(odd.items.map(({ id, copies }) => [id, copies?.length])).toEqual([['i1', 499]]);
  });
});
