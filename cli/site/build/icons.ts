import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Side of each icon in px, by its file; `maskable` keeps its picture within the middle 80%, as masks cut the rest. */
const ICONS: readonly { readonly file: string; readonly side: number; readonly inset?: number }[] =
  [
    { file: 'icons/192.png', side: 192 },
    { file: 'icons/512.png', side: 512 },
    { file: 'icons/maskable-512.png', side: 512, inset: 0.1 },
    // iOS puts it on black where it is transparent: its own background reaches the corners.
    { file: 'icons/apple-touch.png', side: 180, inset: 0.06 },
  ];
const FAVICON_SIDES = [16, 32, 48] as const;
/** The background of favicon.svg. */
const BACKGROUND = '#14181a';

/** Draws `favicon.svg` in all sizes that browsers and systems ask for, into a built site. */
export async function writeIcons(out: string): Promise<void> {
  const svg = readFileSync(join(out, 'favicon.svg'));
  mkdirSync(join(out, 'icons'), { recursive: true });
  for (const { file, side, inset } of ICONS) {
    const margin = Math.round(side * (inset ?? 0));
    const drawn = await draw(svg, side - 2 * margin);
    const icon =
      inset === undefined
        ? drawn
        : await sharp({
            create: { width: side, height: side, channels: 3, background: BACKGROUND },
          })
            .composite([{ input: drawn, left: margin, top: margin }])
            .png()
            .toBuffer();
    writeFileSync(join(out, file), icon);
  }
  const sizes = await Promise.all(FAVICON_SIDES.map((side) => draw(svg, side)));
  writeFileSync(join(out, 'favicon.ico'), ico(sizes));
}

/** @returns PNG */
function draw(svg: Buffer, side: number): Promise<Buffer> {
  // 72 dpi draws the 32 units of the file as 32 px.
  return sharp(svg, { density: (72 * side) / 32 })
    .resize(side, side)
    .png()
    .toBuffer();
}

/**
 * An .ico of PNGs, each a square of FAVICON_SIDES.
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
function ico(images: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [i, image] of images.entries()) {
    const at = 6 + 16 * i;
    const side = FAVICON_SIDES[i] ?? 0;
    head.writeUInt8(side, at);
    head.writeUInt8(side, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images]);
}
