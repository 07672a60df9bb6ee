import { expect, it } from 'vitest';
import { printHash } from '@/lib/duplicates/hash';
import type { GalleryManifest } from '@/lib/gallery/types';
import { PictureHashes } from './picture-hashes';
import type { EnginePorts, EngineStore } from './ports';
import type { RankedItem } from './protocol';

const item = (id: string, more: object = {}) => ({
  id,
  file: `${id}.jpg`,
  width: 8,
  height: 8,
  ...more,
});
const gallery = (id: string) =>
  ({
    id,
    items: [
      item('a'),
      item('b', { hash: '00112233445566f0' }),
      item('c'),
      item('broken'),
      item('pictureless', { image: false }),
      item('alone'),
    ],
  }) as unknown as GalleryManifest;

/** A stack of the first five rows, and the sixth by itself. */
const ranked = (row: number): RankedItem => ({ row, id: `${row}`, similarity: 0.5 });
const found: RankedItem[] = [{ ...ranked(0), copies: [1, 2, 3, 4].map(ranked) }, ranked(5)];

function portsOf() {
  const asked: string[] = [];
  const store = {
    raw: async (path: string) => {
      asked.push(path);
      if (path.includes('broken')) throw new Error('It is not there.');
      return Uint8Array.of(path.length);
    },
  } as unknown as EngineStore;
  const decodeImage: EnginePorts['decodeImage'] = async () => {
    const side = 64;
    const data = new Uint8ClampedArray(side * side * 4);
    for (let i = 0; i < side * side; i++) {
      data.fill(128 + 100 * Math.sin(((i % side) * i) / 900), 4 * i, 4 * i + 3);
    }
    return { width: side, height: side, data };
  };
  return { asked, ports: { store, decodeImage } };
}

it('reads thumbnails of what is about to be folded, once, and of nothing else', async () => {
  const { asked, ports } = portsOf();
  const hashes = new PictureHashes(gallery('town'), ports);
  expect(printHash(hashes.of(1) ?? [0, 0])).toBe('00112233445566f0');
  expect(hashes.of(0)).toBeNull();
  expect(hashes.unknownIn(found)).toEqual([0, 2, 3]);
  await hashes.read([0, 2, 3]);
  expect(asked).toEqual(['a', 'c', 'broken'].map((id) => `galleries/town/thumbs/${id}.webp`));
  expect(hashes.of(0)).not.toBeNull();
  expect(hashes.of(0)).toEqual(hashes.of(2));
  expect(hashes.of(3)).toBeNull();
  expect(hashes.unknownIn(found)).toEqual([]);
});

it('asks again what was given up, and leaves own galleries alone', async () => {
  const { ports } = portsOf();
  const hashes = new PictureHashes(gallery('town'), ports);
  await hashes.read([0], AbortSignal.abort());
  expect(hashes.unknownIn(found)).toEqual([0, 2, 3]);
  expect(new PictureHashes(gallery('local:town'), ports).unknownIn(found)).toEqual([]);
});
