import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writeIcons } from './icons';

it('draws every icon that the manifest and the pages name', async () => {
  const out = mkdtempSync(join(tmpdir(), 'overlook-icons-'));
  try {
    copyFileSync('public/favicon.svg', join(out, 'favicon.svg'));
    await writeIcons(out);
    const { icons } = JSON.parse(readFileSync('public/manifest.json', 'utf8'));
    for (const { src, sizes, type } of icons.filter(
      ({ type }: { type: string }) => type === 'image/png',
    )) {
      const { width, height, format } = await sharp(join(out, src)).metadata();
      expect([`${width}x${height}`, `image/${format}`]).toEqual([sizes, type]);
    }
    expect((await sharp(join(out, 'icons/apple-touch.png')).stats()).isOpaque).toBe(true);
    const favicon = readFileSync(join(out, 'favicon.ico'));
    expect([favicon.readUInt16LE(2), favicon.readUInt16LE(4)]).toEqual([1, 3]);
    const [side, bytes, offset] = [
      favicon[6 + 16],
      favicon.readUInt32LE(30),
      favicon.readUInt32LE(34),
    ];
    expect((await sharp(favicon.subarray(offset, offset + bytes)).metadata()).width).toBe(side);
  } finally {
    rmSync(out, { recursive: true });
  }
});
