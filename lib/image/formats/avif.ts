import { BrokenHeader, type Bytes, UnsupportedKind } from '../bytes';
import type { ImageHeader } from '../types';

interface Box {
  readonly type: string;
  /** Where its content starts and ends. */
  readonly start: number;
  readonly end: number;
}

/** The header of an AVIF: the largest size among its properties, since tiles of a grid have one too. */
export function sniffAvif(bytes: Bytes): ImageHeader {
  const [ftyp] = boxes(bytes, 0, bytes.length);
  if (!ftyp || ftyp.end > bytes.length) throw new BrokenHeader('no brands');
  const brands: string[] = [];
  for (let at = ftyp.start; at < ftyp.end; at += 4) brands.push(bytes.text(at, 4));
  if (!brands.includes('avif') && !brands.includes('avis'))
    throw new UnsupportedKind(kindOf(brands));
  // A moving AVIF may keep its frames in a track ("moov") alone. sharp, which reads for the command line, cannot read one.
  const tops = boxes(bytes, 0, bytes.length).map(({ type }) => type);
  if (tops.includes('moov') && !tops.includes('meta')) {
    throw new UnsupportedKind('a moving AVIF without a still picture');
  }
  const properties = find(bytes, ['meta', 'iprp', 'ipco']);
  const sizes = properties.filter(({ type }) => type === 'ispe');
  let [width, height] = [0, 0];
  for (const { start } of sizes) {
    const [w, h] = [bytes.u32(start + 4), bytes.u32(start + 8)];
    if (w * h > width * height) [width, height] = [w, h];
  }
  const rotation = properties.find(({ type }) => type === 'irot');
  const turned = rotation !== undefined && (bytes.u8(rotation.start) & 1) === 1;
  return {
    format: 'avif',
    ...(turned ? { width: height, height: width } : { width, height }),
    orientation: 1,
    animated: brands.includes('avis'),
  };
}

function kindOf(brands: readonly string[]): string {
  if (brands.some((brand) => /^(hei|hev|mif1|msf1)/.test(brand))) return 'a HEIC photo';
  return 'a video';
}

function find(bytes: Bytes, path: readonly string[]): Box[] {
  let inside = boxes(bytes, 0, bytes.length);
  for (const type of path) {
    const box = inside.find((candidate) => candidate.type === type);
    if (!box) throw new BrokenHeader(`an AVIF without ${type}`);
    // "meta" is a full box: version and flags come before what it holds.
    inside = boxes(bytes, box.start + (type === 'meta' ? 4 : 0), box.end);
  }
  return inside;
}

function boxes(bytes: Bytes, start: number, end: number): Box[] {
  const found: Box[] = [];
  for (let at = start; at + 8 <= Math.min(end, bytes.length); ) {
    const size = bytes.u32(at);
    // 0: up to the end of the file; 1: a 64-bit size, which only data boxes have.
    const next = size === 0 ? end : size === 1 ? at + bytes.u32(at + 12) : at + size;
    if (next <= at) throw new BrokenHeader('a box of no size');
    found.push({ type: bytes.text(at + 4, 4), start: at + 8, end: next });
    at = next;
  }
  return found;
}
