import type { BandInfo, GeoTags } from '../types';
import type { Directory } from './directory';
import { TAG } from './tags';

/** What GDAL's XML says of bands. */
export function bandsOf(tags: Directory, samples: number): BandInfo[] {
  const bands = Array.from({ length: samples }, () => ({
    description: null as string | null,
    interpretation: null as string | null,
  }));
  const xml = tags.get(TAG.gdalMetadata);
  if (typeof xml !== 'string') return bands;
  for (const [, attributes = '', text = ''] of xml.matchAll(/<Item\b([^<>]*)>([^<]*)<\/Item>/g)) {
    const attribute = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
    const sample = attribute('sample');
    const band = sample === undefined ? undefined : bands[Number(sample)];
    const role = attribute('role') ?? attribute('name')?.toLowerCase();
    if (!band) continue;
    if (role === 'description') band.description = plain(text).slice(0, 100);
    if (role === 'colorinterp') band.interpretation = plain(text).slice(0, 100);
  }
  return bands;
}

function plain(text: string): string {
  return text
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name])
    .trim();
}

const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' } as const;

/** @returns NaN where the file says "nan"; null where it says nothing that is a number */
export function nodataOf(tags: Directory): number | null {
  const text = tags.get(TAG.gdalNodata);
  if (typeof text !== 'string' || text.trim() === '') return null;
  const word = text.trim().toLowerCase();
  if (/^[+-]?nan$/.test(word)) return Number.NaN;
  if (/^[+-]?inf(inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  const value = Number(word);
  return Number.isNaN(value) ? null : value;
}

/** @returns null where no tag says anything */
export function geoTagsOf(tags: Directory): GeoTags | null {
  const numbers = (tag: number): readonly number[] | null => {
    const value = tags.get(tag);
    return typeof value === 'object' && value.length > 0 ? value : null;
  };
  const geo = {
    keys: geoKeysOf(tags),
    pixelScale: numbers(TAG.pixelScale),
    tiePoints: numbers(TAG.tiePoints),
    transformation: numbers(TAG.transformation),
  };
  const said = geo.keys.size > 0 || geo.pixelScale || geo.tiePoints || geo.transformation;
  return said ? geo : null;
}

function geoKeysOf(tags: Directory): Map<number, number | string | readonly number[]> {
  const keys = new Map<number, number | string | readonly number[]>();
  const list = tags.get(TAG.geoKeys);
  if (typeof list !== 'object') return keys;
  const doubles = tags.get(TAG.geoDoubles);
  const text = tags.get(TAG.geoAscii);
  for (let at = 4; at + 3 < list.length && keys.size < 1000; at += 4) {
    const [key, place, count, value] = list.slice(at, at + 4) as [number, number, number, number];
    if (place === 0) keys.set(key, value);
    else if (place === TAG.geoDoubles && typeof doubles === 'object') {
      const some = doubles.slice(value, value + count);
      keys.set(key, count === 1 && some.length === 1 ? (some[0] as number) : some);
    } else if (place === TAG.geoAscii && typeof text === 'string') {
      keys.set(key, text.slice(value, value + count).replace(/\|$/, ''));
    } else if (place === TAG.geoKeys) {
      keys.set(key, list.slice(value, value + count));
    }
  }
  return keys;
}
