import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { positionsOf } from '@/lib/atlas/positions';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import { readPositions } from '@/lib/gallery/positions';
import { openModel } from '../shared/model';
import { addAtlas } from './atlas';
import { build } from './build';
import { paint, type Workplace, workplace } from './fixtures';
import { parseOptions, type RenewOptions } from './options';
import { renew } from './renew';
import { verify } from './verify';

const go = new AbortController().signal;
vi.spyOn(process.stderr, 'write').mockImplementation(() => true);

/** More than UMAP's neighbours, so that it computes. */
const COLOURS = Array.from({ length: 20 }, (_, i) => `hsl(${18 * i} 80% ${30 + 2 * i}%)`);

let place: Workplace;
let manifest: string;
let bytes: Buffer;
const pathOf = (file: string) => join(place.out, 'made', file);
const read = () => parseGallery(JSON.parse(readFileSync(pathOf('gallery.json'), 'utf8')));
const write = (changes: object) =>
  writeFileSync(pathOf('gallery.json'), JSON.stringify({ ...JSON.parse(manifest), ...changes }));
const problems = async () =>
  (await verify(place.out, 'made', (model) => openModel(place.publicDir, model, { text: false })))
    .problems;

beforeAll(async () => {
  place = workplace();
  for (const [i, colour] of COLOURS.entries()) await paint(place, `${i}.png`, colour);
  await build(place.options('made'), go);
  manifest = readFileSync(pathOf('gallery.json'), 'utf8');
  bytes = readFileSync(pathOf('atlas.bin'));
});

beforeEach(() => {
  writeFileSync(pathOf('gallery.json'), manifest);
  writeFileSync(pathOf('atlas.bin'), bytes);
});

describe('the positions of a gallery that is built', () => {
  it('are what the page would compute of its embeddings', async () => {
    const { atlas, embeddings, dim, items } = read();
    expect(atlas).toMatchObject({
      file: 'atlas.bin',
      bytes: 8 * COLOURS.length,
      embeddingsSha256: embeddings.sha256,
    });
    const matrix = readEmbeddings(
      new Uint8Array(readFileSync(pathOf(embeddings.file))),
      embeddings.dtype,
      dim,
      items.length,
    );
    expect(readPositions(bytes, items.length)).toEqual(positionsOf(matrix, dim));
    expect(await problems()).toEqual([]);
  });

  it('are brought to a gallery without them, and nothing else changes', async () => {
    write({ atlas: undefined });
    writeFileSync(pathOf('atlas.bin'), '');
    expect(await problems()).toEqual([]);
    await addAtlas(place.out, 'made', go);
    expect(readFileSync(pathOf('gallery.json'), 'utf8')).toBe(manifest);
    expect(readFileSync(pathOf('atlas.bin'))).toEqual(bytes);
    await expect(addAtlas(place.out, 'none', go)).rejects.toMatchObject({
      code: 'gallery-unknown',
    });
  });

  it('are computed anew with the embeddings', async () => {
    write({ atlas: { ...read().atlas, embeddingsSha256: 'f'.repeat(64) } });
    expect((await problems()).join()).toMatch(/of other embeddings .* gallery -- atlas made/);
    const args = ['renew', 'made', '--public', place.publicDir, '--threads', '1'];
    await renew(parseOptions(args) as RenewOptions, go);
    expect(JSON.parse(readFileSync(pathOf('gallery.json'), 'utf8'))).toEqual(JSON.parse(manifest));
  });

  it('are verified: what is truncated, changed or not a number is told', async () => {
    writeFileSync(pathOf('atlas.bin'), bytes.subarray(8));
    expect((await problems()).join()).toMatch(/gallery -- atlas made/);
    const { atlas } = read();
    const spoiled = Buffer.from(bytes);
    spoiled.writeFloatLE(Number.NaN, 12);
    writeFileSync(pathOf('atlas.bin'), spoiled);
    expect(await problems()).toHaveLength(1);
    const sha256 = createHash('sha256').update(spoiled).digest('hex');
    write({ atlas: { ...atlas, sha256 } });
    expect((await problems()).join()).toMatch(/not in 0\.\.1/);
  });
});
