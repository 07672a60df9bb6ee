import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipOf } from './zip';

it('writes an archive that opens, with text and bytes as they were', async () => {
  async function* files() {
    yield { name: 'manifest.json', content: '{"ü": 1}' };
    yield { name: 'images/a.webp', content: Uint8Array.of(1, 2, 3) };
  }
  const blob = await zipOf(files());
  const opened = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  expect(Object.keys(opened)).toEqual(['manifest.json', 'images/a.webp']);
  expect(strFromU8(opened['manifest.json'] as Uint8Array)).toBe('{"ü": 1}');
  expect(opened['images/a.webp']).toEqual(Uint8Array.of(1, 2, 3));
});

it('writes an archive of nothing', async () => {
  const blob = await zipOf((async function* () {})());
  expect(unzipSync(new Uint8Array(await blob.arrayBuffer()))).toEqual({});
});
