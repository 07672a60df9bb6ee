import sharp from 'sharp';
import { expect, it } from 'vitest';
import { photographedAt } from './gps';

const photograph = async (gps: Record<string, string>) =>
  new Uint8Array(
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#787' } })
      .withExif({ IFD3: gps })
      .jpeg()
      .toBuffer(),
  );
const MUNICH = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '48/1 8/1 1410/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '11/1 34/1 3270/100',
};

it('reads where a photograph was taken', async () => {
  const [lon, lat] = photographedAt(await photograph(MUNICH)) ?? [];
  expect(lon).toBeCloseTo(11.575_75, 6);
  expect(lat).toBeCloseTo(48.137_25, 6);
});

it('knows south and west', async () => {
  const file = await photograph({ ...MUNICH, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' });
  const [lon, lat] = photographedAt(file) ?? [];
  expect(lon).toBeCloseTo(-11.575_75, 6);
  expect(lat).toBeCloseTo(-48.137_25, 6);
});

it('is nothing where nothing is said, or nothing that can be', async () => {
  const zero = { ...MUNICH, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' };
  expect(photographedAt(await photograph(zero))).toBeNull();
  const far = { ...MUNICH, GPSLatitude: '148/1 0/1 0/1' };
  expect(photographedAt(await photograph(far))).toBeNull();
  const half = { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1' };
  expect(photographedAt(await photograph(half))).toBeNull();
  expect(photographedAt(new Uint8Array(0))).toBeNull();
  expect(photographedAt(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeNull();
  // Cut at any place: never an error.
  const file = await photograph(MUNICH);
  for (let length = 0; length < 400; length++) photographedAt(file.subarray(0, length));
});
