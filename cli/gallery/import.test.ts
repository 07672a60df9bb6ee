import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { zipOf } from '@/lib/zip/zip';
import { openModel } from '../shared/model';
import { build } from './build';
import { paint, workplace } from './fixtures';
import { importGallery } from './import';
import { type ImportOptions, parseOptions } from './options';
import { verify } from './verify';

const go = new AbortController().signal;
vi.spyOn(process.stderr, 'write').mockImplementation(() => true);

async function* filesBelow(folder: string) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    yield { name: path.slice(folder.length + 1), content: new Uint8Array(readFileSync(path)) };
  }
}

it('unpacks an exported gallery, which verifies; never over another', async () => {
  const place = workplace();
  await paint(place, 'red.png', '#e01010');
  await paint(place, 'sea/blue.webp', '#1020e0');
  await build(place.options('made'), go);
  const zip = join(place.out, '../made.zip');
  const packed = await zipOf(filesBelow(join(place.out, 'made')));
  writeFileSync(zip, new Uint8Array(await packed.arrayBuffer()));

  const options = (...more: string[]) =>
    parseOptions(['import', zip, '--public', place.publicDir, ...more]) as ImportOptions;
  await expect(importGallery(options(), go)).rejects.toMatchObject({ code: 'usage' });
  const imported = await importGallery(options('--id', 'again', '--title', 'Again'), go);
  expect(imported).toMatchObject({ id: 'again', title: 'Again' });
  const checked = await verify(place.out, 'again', (model) =>
    openModel(place.publicDir, model, { text: false }),
  );
  expect(checked.problems).toEqual([]);
  expect(checked.leastCosine).toBeGreaterThan(0.999);
  expect(readFileSync(join(place.out, 'galleries.json'), 'utf8')).toContain('"again"');

  writeFileSync(zip, 'no archive');
  await expect(importGallery(options('--id', 'broken'), go)).rejects.toMatchObject({
    code: 'file-invalid',
  });
  expect(existsSync(join(place.out, 'broken'))).toBe(false);
});
