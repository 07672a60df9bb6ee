import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openModel } from '../shared/model';
import { build } from './build';
import { manifestOf, paint, pathOf, type Workplace, workplace } from './fixtures';
import { hash } from './hash';
import { type HashOptions, parseOptions, type RenewOptions } from './options';
import { renew } from './renew';
import { verify } from './verify';

const go = new AbortController().signal;
const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
let place: Workplace;

afterAll(() => {
  silence.mockRestore();
});

beforeEach(() => {
  place = workplace();
});

const at = (id: string, file: string) => pathOf(place, id, file);
const json = (id: string) => manifestOf(place, id);

describe('renew', () => {
  it('embeds the pictures again in their place, and changes nothing else', async () => {
    for (const [name, color] of [
      ['a.png', '#f00'],
      ['b.png', '#0f0'],
    ] as const)
      await paint(place, name, color);
    await build(place.options('two'), go);
    const before = json('two');
    const bytes = readFileSync(at('two', 'embeddings.bin'));
    const picture = readFileSync(at('two', 'images/a.png'));
    // As if another version of the model had made them.
    const stale = { ...before, modelSha256: '0'.repeat(64) };
    writeFileSync(at('two', 'gallery.json'), JSON.stringify(stale));
    writeFileSync(
      at('two', 'embeddings.bin'),
      bytes.map((byte) => byte ^ 1),
    );
    await renew(renewOptions('two'), go);
    expect(json('two')).toEqual(before);
    expect(readFileSync(at('two', 'embeddings.bin'))).toEqual(bytes);
    expect(readFileSync(at('two', 'images/a.png'))).toEqual(picture);
  });

  it('takes pictures from elsewhere, and stays as it was where one is missing', async () => {
    await paint(place, 'a.png', '#f00');
    await build(place.options('bare', '--no-images'), go);
    const before = json('bare');
    await expect(renew(renewOptions('bare'), go)).rejects.toMatchObject({ code: 'file-missing' });
    expect(json('bare')).toEqual(before);
    await renew(renewOptions('bare', '--from', place.images), go);
    expect(json('bare')).toEqual(before);
    await expect(renew(renewOptions('none'), go)).rejects.toMatchObject({
      code: 'gallery-unknown',
    });
  });
});

describe('hash', () => {
  it('writes the hashes of the pictures into gallery.json, and changes nothing else', async () => {
    const checked = () => verify(place.out, 'two', (model) => openModel(place.publicDir, model));
    for (const [name, cell] of [
      ['a.png', 4],
      ['b.png', 9],
    ] as const) {
      const pixels = Buffer.from(
        Array.from(
          { length: 64 * 64 },
          (_, i) => ((i * i * cell) % 251) ^ (((i >> 6) * cell) & 255),
        ),
      );
      await sharp(pixels, { raw: { width: 64, height: 64, channels: 1 } })
        .png()
        .toFile(join(place.images, name));
    }
    await build(place.options('two'), go);
    const before = json('two');
    const [a, b] = before.items;
    expect(a.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(b.hash).not.toBe(a.hash);
    const without = before.items.map(({ hash: _, ...item }: { hash?: string }) => item);
    writeFileSync(at('two', 'gallery.json'), JSON.stringify({ ...before, items: without }));
    const bytes = readFileSync(at('two', 'embeddings.bin'));
    expect(await hash(hashOptions('two'), go)).toEqual({ items: 2, hashed: 2 });
    expect(json('two')).toEqual(before);
    expect(readFileSync(at('two', 'embeddings.bin'))).toEqual(bytes);
    expect((await checked()).problems).toEqual([]);

    // The hash of another picture is found.
    const swapped = before.items.map((item: object) => ({ ...item, hash: b.hash }));
    writeFileSync(at('two', 'gallery.json'), JSON.stringify({ ...before, items: swapped }));
    expect((await checked()).problems.join()).toMatch(/^a\.png has the hash of another picture/);
    await expect(hash(hashOptions('none'), go)).rejects.toMatchObject({ code: 'gallery-unknown' });
  });
});

function hashOptions(id: string): HashOptions {
  return parseOptions(['hash', id, '--public', place.publicDir]) as HashOptions;
}

function renewOptions(id: string, ...more: string[]): RenewOptions {
  const args = ['renew', id, '--public', place.publicDir, '--threads', '1', ...more];
  return parseOptions(args) as RenewOptions;
}
