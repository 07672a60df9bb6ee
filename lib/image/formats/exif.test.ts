import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Bytes } from '../bytes';
import { sniffImage } from '../sniff';
import { readExif } from './exif';

const EXIF = {
  IFD2: { DateTimeOriginal: '2024:05:31 14:02:09' },
  IFD3: {
    GPSLatitudeRef: 'S',
    GPSLatitude: '33/1 51/1 3120/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '151/1 12/1 3600/100',
  },
};
const picture = () =>
  sharp({ create: { width: 16, height: 8, channels: 3, background: '#567' } }).withExif(EXIF);

describe('EXIF', () => {
  it.each(['jpeg', 'png'] as const)('says where and when a %s was taken', async (format) => {
    const header = sniffImage(await picture().toFormat(format).toBuffer());
    expect(header.place).toEqual([151.21, -33.8586667 - 0.0]);
    expect(header.taken).toBe('2024-05-31T14:02:09');
  });

  it('says nothing where there is none, or it is broken', async () => {
    const bare = sniffImage(
      await sharp({ create: { width: 16, height: 8, channels: 3, background: '#567' } })
        .jpeg()
        .toBuffer(),
    );
    expect(bare).not.toHaveProperty('place');
    expect(bare).not.toHaveProperty('taken');
    expect(readExif(new Bytes(new Uint8Array(3)))).toEqual({});
    // A directory of 65535 entries that are not there.
    const broken = Uint8Array.of(73, 73, 42, 0, 8, 0, 0, 0, 255, 255);
    expect(readExif(new Bytes(broken))).toEqual({});
  });
});
