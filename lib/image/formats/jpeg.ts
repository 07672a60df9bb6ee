import { BrokenHeader, type Bytes, UnsupportedKind } from '../bytes';
import type { ImageHeader } from '../types';
import { type Exif, readExif } from './exif';
import { exifOrientation } from './tiff';

/** The header of a JPEG: from marker to marker up to the start of frame. */
export function sniffJpeg(bytes: Bytes): ImageHeader {
  let orientation = 1;
  let colourProfile = false;
  let noted: Exif = {};
  for (let at = 2; ; ) {
    if (bytes.u8(at) !== 0xff) {
      // Some cameras leave bytes between segments, which decoders pass over; before the first there are none.
      if (at === 2) throw new BrokenHeader('a JPEG without segments');
      at++;
      continue;
    }
    const marker = bytes.u8(at + 1);
    if (marker === 0x00) {
      at += 2; // Belongs to what was left between segments.
      continue;
    }
    if (marker === 0xff) {
      at++; // Any number of fill bytes may stand before a marker.
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2; // Markers without a segment.
      continue;
    }
    if (marker === 0xda || marker === 0xd9) throw new BrokenHeader('a JPEG without a frame');
    const length = bytes.u16(at + 2);
    if (length < 2) throw new BrokenHeader('a JPEG with an impossible segment');
    if (isFrame(marker)) {
      if (marker > 0xc2) throw new UnsupportedKind('a lossless or arithmetic-coded JPEG');
      if (bytes.u8(at + 4) !== 8)
        throw new UnsupportedKind('a JPEG with more than 8 bits a channel');
      const [height, width] = [bytes.u16(at + 5), bytes.u16(at + 7)];
      return {
        format: 'jpeg',
        width,
        height,
        orientation,
        animated: false,
        colourProfile,
        ...noted,
      };
    }
    if (marker === 0xe1 && bytes.is(at + 4, 'Exif\0\0') && orientation === 1) {
      const block = bytes.slice(at + 10, at + 2 + length);
      orientation = exifOrientation(block);
      noted = { ...readExif(block), ...noted };
    }
    if (marker === 0xe2 && bytes.is(at + 4, 'ICC_PROFILE\0')) colourProfile = true;
    at += 2 + length;
  }
}

/** SOF0 to SOF15, less DHT, JPG and DAC, which lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
