import { describe, expect, it } from 'vitest';
import { decodeImage } from '../decode.node';
import { sniffImage } from '../sniff';

interface Made {
  readonly bits: number;
  /** Rows as they lie in the file, without padding. */
  readonly rows: readonly (readonly number[])[];
  readonly width: number;
  readonly topDown?: boolean;
  readonly palette?: readonly (readonly [number, number, number])[];
  readonly compression?: number;
  readonly masks?: readonly number[];
  readonly header?: number;
}

function bmp({ bits, rows, width, topDown, palette = [], compression = 0, ...rest }: Made) {
  const { masks = [], header = 40 } = rest;
  const stride = Math.ceil((width * bits) / 32) * 4;
  const entry = header === 12 ? 3 : 4;
  const behind = header < 52 ? masks.length * 4 : 0;
  const pixels = 14 + header + behind + palette.length * entry;
  const bytes = new Uint8Array(pixels + stride * rows.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, pixels, true);
  view.setUint32(14, header, true);
  if (header === 12) {
    for (const [i, value] of [width, rows.length, 1, bits].entries())
      view.setUint16(18 + 2 * i, value, true);
  } else {
    view.setInt32(18, width, true);
    view.setInt32(22, topDown ? -rows.length : rows.length, true);
    view.setUint16(26, 1, true);
    view.setUint16(28, bits, true);
    view.setUint32(30, compression, true);
    view.setUint32(46, palette.length, true);
  }
  for (const [i, mask] of masks.entries()) view.setUint32(54 + 4 * i, mask, true);
  for (const [i, [r, g, b]] of palette.entries())
    bytes.set([b, g, r], 14 + header + behind + i * entry);
  for (const [i, row] of rows.entries()) bytes.set(row, pixels + i * stride);
  return bytes;
}

const pixelsOf = async (bytes: Uint8Array) => {
  const { width, data } = await decodeImage(bytes, 'a.bmp');
  return (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
};

/** Eight rows or columns of the same. */
const eight = <T>(make: (i: number) => T): T[] => Array.from({ length: 8 }, (_, i) => make(i));
const PALETTE = [
  [255, 0, 0],
  [0, 128, 255],
] as const;

describe('BMP', () => {
  it('of 24 bits lies upside down, its rows padded', async () => {
    const rows = eight((y) => Array.from({ length: 9 }, (_, x) => [x, y, 200]).flat());
    const bytes = bmp({ bits: 24, width: 9, rows });
    expect(sniffImage(bytes)).toMatchObject({ format: 'bmp', width: 9, height: 8 });
    const at = await pixelsOf(bytes);
    expect(at(3, 0)).toEqual([200, 7, 3, 255]);
    expect(at(8, 7)).toEqual([200, 0, 8, 255]);
    const upright = await pixelsOf(bmp({ bits: 24, width: 9, rows, topDown: true }));
    expect(upright(3, 0)).toEqual([200, 0, 3, 255]);
  });

  it('of 1, 4 and 8 bits takes its colours from a palette', async () => {
    const one = await pixelsOf(
      bmp({ bits: 1, width: 8, rows: eight(() => [0b00000001]), palette: PALETTE }),
    );
    expect([one(0, 0), one(7, 0)]).toEqual([
      [255, 0, 0, 255],
      [0, 128, 255, 255],
    ]);
    const four = await pixelsOf(
      bmp({ bits: 4, width: 8, rows: eight(() => [0x01, 0, 0, 0x02]), palette: PALETTE }),
    );
    // A colour that the palette does not have is black.
    expect([four(0, 0), four(1, 0), four(7, 0)]).toEqual([
      [255, 0, 0, 255],
      [0, 128, 255, 255],
      [0, 0, 0, 255],
    ]);
    const old = { bits: 8, width: 8, rows: eight(() => eight((x) => x % 2)), header: 12 };
    const palette = Array.from({ length: 256 }, (_, i) => PALETTE[i] ?? ([0, 0, 0] as const));
    expect((await pixelsOf(bmp({ ...old, palette })))(1, 0)).toEqual([0, 128, 255, 255]);
  });

  it('of 16 and 32 bits follows its masks; alpha lies on white', async () => {
    const green565 = eight(() => eight(() => [0xe0, 0x07]).flat());
    const masks = [0xf800, 0x7e0, 0x1f];
    const sixteen = bmp({ bits: 16, width: 8, rows: green565, compression: 3, masks });
    expect((await pixelsOf(sixteen))(0, 0)).toEqual([0, 255, 0, 255]);
    const red555 = eight(() => eight(() => [0x00, 0x7c]).flat());
    expect((await pixelsOf(bmp({ bits: 16, width: 8, rows: red555 })))(0, 0)).toEqual([
      255, 0, 0, 255,
    ]);
    const rows = eight(() => eight(() => [0, 0, 255, 51]).flat());
    // Without a mask the fourth byte says nothing.
    expect((await pixelsOf(bmp({ bits: 32, width: 8, rows })))(0, 0)).toEqual([255, 0, 0, 255]);
    const alpha = [0xff0000, 0xff00, 0xff, 0xff000000];
    const clear = bmp({ bits: 32, width: 8, rows, compression: 3, masks: alpha, header: 108 });
    expect((await pixelsOf(clear))(0, 0)).toEqual([255, 204, 204, 255]);
  });

  it('is refused by name where it is compressed, and as cut short where it ends early', async () => {
    const made = { bits: 8, width: 8, rows: eight(() => eight(() => 0)), palette: PALETTE };
    expect(() => sniffImage(bmp({ ...made, compression: 1 }))).toThrow(/run-length encoded BMP/);
    const bytes = bmp(made);
    await expect(decodeImage(bytes.subarray(0, -9), 'a.bmp')).rejects.toMatchObject({
      code: 'image-truncated',
    });
    expect(() => sniffImage(bytes.subarray(0, 30))).toThrow(/ends inside its header/);
    expect(() => sniffImage(bmp({ ...made, bits: 7 }))).toThrow(/damaged/);
  });
});
