import type { Bytes } from '../bytes';
import { readJp2 } from '../raster/jp2/boxes';
import { halved, halvingsOf } from '../raster/jp2/codestream';
import type { ImageHeader } from '../types';

/** The header of a JPEG 2000 image. Its size is that at which it is read: what is too large is halved. */
export function sniffJp2(bytes: Bytes): ImageHeader {
  const { codestream } = readJp2(bytes);
  const times = halvingsOf(codestream);
  return {
    format: 'jp2',
    width: halved(codestream.width, times),
    height: halved(codestream.height, times),
    orientation: 1,
    animated: false,
  };
}
