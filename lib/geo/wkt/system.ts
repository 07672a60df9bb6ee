import { type System, shiftOfDatum, systemOfCode } from '../epsg/epsg';
import { ESRI_DATUMS, METHODS, PARAMETERS } from './methods';
import { childOf, numberIn, parseWkt, textIn, type WktNode } from './parse';

const DEGREE = Math.PI / 180;

/** Why a text is refused; callers make a message of it. */
export class UncertainWkt extends Error {}

/**
 * What proj4 needs, out of well-known text as a .prj file has it. An EPSG code in it is used; otherwise every part has
 * to be understood, and the datum's shift to WGS84 to be known.
 * @throws UncertainWkt with the reason
 */
export async function systemOfWkt(text: string): Promise<System> {
  const root = parseWkt(text);
  if (!root) throw new UncertainWkt('it is not well-known text');
  // Heights, and what GDAL 1 adds around, do not matter here.
  const node = BOUND.has(root.name) ? horizontal(root) : root;
  if (!node) throw new UncertainWkt('it holds no system of places on the ground');
  const coded = await byCode(node);
  if (coded) return coded;
  if (GEOGRAPHIC.has(node.name)) {
    const { words, accuracy } = await geodetic(node);
    return { words: `+proj=longlat ${words}`, accuracy };
  }
  if (!PROJECTED.has(node.name)) throw new UncertainWkt(`it is a ${node.name.toLowerCase()}`);
  const base = childOf(node, 'GEOGCS', 'BASEGEOGCRS', 'BASEGEODCRS');
  if (!base) throw new UncertainWkt('it names no datum');
  const projection = projected(node, base);
  if (projection.includes('nadgrids=@null')) return { words: projection, accuracy: 2 };
  const { words, accuracy } = await geodetic(base);
  return { words: `${projection} ${words}`, accuracy };
}

const BOUND = new Set(['COMPD_CS', 'COMPOUNDCRS', 'BOUNDCRS', 'SOURCECRS']);
const GEOGRAPHIC = new Set(['GEOGCS', 'GEOGCRS', 'GEODCRS', 'GEOGRAPHICCRS', 'GEODETICCRS']);
const PROJECTED = new Set(['PROJCS', 'PROJCRS', 'PROJECTEDCRS']);

function horizontal(node: WktNode): WktNode | undefined {
  for (const child of node.children) {
    if (GEOGRAPHIC.has(child.name) || PROJECTED.has(child.name)) return child;
    const inside = BOUND.has(child.name) ? horizontal(child) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

async function byCode(node: WktNode): Promise<System | null> {
  const authority = childOf(node, 'AUTHORITY', 'ID');
  if (!authority || String(authority.values[0]).toUpperCase() !== 'EPSG') return null;
  return systemOfCode(Number(authority.values[1]));
}

function projected(node: WktNode, base: WktNode): string {
  const conversion = childOf(node, 'CONVERSION');
  const method = textIn(childOf(node, 'PROJECTION') ?? childOf(conversion, 'METHOD')) ?? '';
  const words = METHODS[plain(method)];
  if (!words) throw new UncertainWkt(`the projection "${method}" is not known here`);
  const unit = numberIn(lengthUnit(node)) ?? 1;
  const angle = numberIn(childOf(base, 'UNIT', 'ANGLEUNIT')) ?? DEGREE;
  const values = new Map<string, number>();
  for (const parameter of [...node.children, ...(conversion?.children ?? [])]) {
    if (parameter.name !== 'PARAMETER') continue;
    const name = textIn(parameter) ?? '';
    const word = PARAMETERS[plain(name)];
    const value = numberIn(parameter);
    if (word === undefined || value === undefined) {
      throw new UncertainWkt(`its parameter "${name}" is not known here`);
    }
    if (word === null) continue;
    const own = numberIn(childOf(parameter, 'ANGLEUNIT', 'LENGTHUNIT', 'UNIT'));
    if (/^l/.test(word)) values.set(word, (value * (own ?? angle)) / DEGREE);
    else values.set(word, word === 'k_0' ? value : value * (own ?? unit));
  }
  return `${words}${parametersOf(words, plain(method), values)}${unit === 1 ? '' : ` +to_meter=${unit}`}`;
}

/** Where a standard parallel is what proj4 calls otherwise. */
function parametersOf(words: string, method: string, values: Map<string, number>): string {
  const parallel = values.get('lat_1');
  if (/=(stere|merc|cea|eqc)\b/.test(words) && parallel !== undefined) {
    values.set('lat_ts', parallel);
    values.delete('lat_1');
  }
  if (words.includes('=stere')) {
    // A polar one: where its pole is, and at which latitude the scale is right, under names that differ.
    const origin = values.get('lat_0');
    if (/\+lat_0=/.test(words)) values.delete('lat_0');
    else {
      const right = values.get('lat_ts') ?? origin;
      if (right === undefined || right === 0) throw new UncertainWkt('its pole is not said');
      if (Math.abs(right) < 90) values.set('lat_ts', right);
      values.set('lat_0', right > 0 ? 90 : -90);
    }
  }
  // One parallel: the cone touches there.
  if (words.includes('=lcc') && !values.has('lat_1') && values.has('lat_0')) {
    values.set('lat_1', values.get('lat_0') as number);
  }
  if (/=lcc|=aea/.test(words) && !values.has('lat_1')) {
    throw new UncertainWkt('its standard parallels are not said');
  }
  if (words.includes('=somerc') === false && method.includes('azimuth')) {
    throw new UncertainWkt('its azimuth is not known here');
  }
  return [...values].map(([word, value]) => ` +${word}=${value}`).join('');
}

/** Ellipsoid, shift to WGS84 and prime meridian. */
async function geodetic(node: WktNode): Promise<System> {
  const datum = childOf(node, 'DATUM', 'GEODETICDATUM', 'TRF', 'ENSEMBLE');
  const ellipsoid = childOf(datum, 'SPHEROID', 'ELLIPSOID');
  const [a, rf] = (ellipsoid?.values ?? []).filter((value) => typeof value === 'number');
  if (!datum || a === undefined || rf === undefined)
    throw new UncertainWkt('it names no ellipsoid');
  const meridian = numberIn(childOf(node, 'PRIMEM', 'PRIMEMERIDIAN')) ?? 0;
  const shape = rf === 0 ? `+a=${a} +b=${a}` : `+a=${a} +rf=${rf}`;
  const words = `${shape}${meridian === 0 ? '' : ` +pm=${meridian}`}`;
  const shift = childOf(datum, 'TOWGS84');
  if (shift) return { words: `${words} +towgs84=${shift.values.join(',')}`, accuracy: 5 };
  const name = plain(textIn(datum) ?? '').replace(/^d(?=[a-z])/, (d) =>
    /^D_/.test(textIn(datum) ?? '') ? '' : d,
  );
  const known = (await shiftOfDatum(ESRI_DATUMS[name] ?? name)) ?? null;
  if (known) return { words: `${words} +towgs84=${known.words}`, accuracy: known.accuracy };
  // A sphere has no datum, and of WGS84's own ellipsoid datums lie within metres.
  const global = rf === 0 || (a === 6_378_137 && Math.abs(rf - 298.257) < 0.001);
  if (global) return { words: `${words} +towgs84=0,0,0`, accuracy: 5 };
  throw new UncertainWkt(`the shift of the datum "${textIn(datum)}" to WGS84 is not known here`);
}

function lengthUnit(node: WktNode): WktNode | undefined {
  const own = childOf(node, 'UNIT', 'LENGTHUNIT');
  if (own) return own;
  const axis = childOf(node, 'AXIS');
  return childOf(axis, 'UNIT', 'LENGTHUNIT') ?? childOf(childOf(node, 'CS'), 'LENGTHUNIT');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
