import type { Feature } from '../core/features';
import { inside, type Polygon } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Rendered } from '../core/render';
import { namesOf } from './names';
import { type Mask, runLengths } from './truth';

/** Side of a mask's cell, pixels of the output. */
const CELL = 2;

/** A feature with what is seen of it, cell by cell. */
export interface FullRecord {
  name: string;
  names: string[];
  adjective?: string;
  kind: 'thing' | 'area' | 'material';
  count?: number;
  polygons?: [number, number][][];
  mask: Mask;
  /** Cells of which it cannot be said. */
  unsure?: Mask;
}

type Cells = Uint8Array<ArrayBuffer>;

/** Surfaces that are what they are called wherever they show. */
const MATERIALS: Record<string, { tags: number; unsure?: number; not?: readonly string[] }> = {
  tree: { tags: tags(TAG.tree) },
  grass: {
    tags: tags(TAG.grass),
    unsure: tags(TAG.pitch, TAG.ground, TAG.field, TAG.yard),
  },
  'bare soil': {
    tags: tags(TAG.bare),
    unsure: tags(TAG.yard, TAG.ground, TAG.field, TAG.sand, TAG.rock, TAG.pitch),
  },
  sand: { tags: tags(TAG.sand), unsure: tags(TAG.bare, TAG.pitch, TAG.yard) },
  water: { tags: tags(TAG.water), unsure: tags(TAG.pool) },
  pavement: {
    tags: tags(TAG.paved),
    unsure: tags(TAG.yard, TAG.object, TAG.pitch, TAG.rail),
  },
  building: {
    tags: tags(TAG.building),
    not: [
      'storage tank',
      'chimney',
      'grandstand',
      'clarifier',
      'wind turbine',
      'greenhouse',
      'dam',
    ],
  },
  farmland: { tags: tags(TAG.field), unsure: tags(TAG.bare, TAG.grass) },
  rock: { tags: tags(TAG.rock), unsure: tags(TAG.bare) },
  snow: { tags: tags(TAG.snow) },
};

/** Kinds that are also something wider. */
const WIDER: Record<string, readonly string[]> = {
  vehicle: ['car', 'truck', 'bus', 'service vehicle'],
  vessel: ['boat', 'ship', 'barge', 'container ship', 'tanker'],
  court: ['tennis court', 'basketball court'],
};

/** What a painter pixel shows: its surface, and which kind of thing it belongs to (0: none). */
interface Shown {
  tag: number;
  kind: number;
}

/** How many painter pixels of every cell show what: one pass over the picture, then any question is cheap. */
class CellCounts {
  readonly side: number;
  private readonly codes: Shown[] = [];
  private readonly counts: Uint8Array[] = [];
  private readonly half: number;

  constructor(scene: Rendered, kind: Uint8Array) {
    const cell = CELL * scene.factor;
    const { n, tag } = scene.paint;
    this.side = Math.floor(n / cell);
    this.half = (cell * cell) / 2;
    const idOf = new Int16Array(32 * 256).fill(-1);
    for (let y = 0; y < this.side * cell; y++) {
      const row = Math.floor(y / cell) * this.side;
      for (let x = 0; x < this.side * cell; x++) {
        const i = y * n + x;
        const code = (tag[i] as number) * 256 + (kind[i] as number);
        let id = idOf[code] as number;
        if (id < 0) {
          id = this.codes.push({ tag: code >> 8, kind: code & 255 }) - 1;
          idOf[code] = id;
          this.counts.push(new Uint8Array(this.side * this.side));
        }
        const at = row + Math.floor(x / cell);
        const counts = this.counts[id] as Uint8Array;
        counts[at] = (counts[at] as number) + 1;
      }
    }
  }

  /** Cells of which at least half shows what `hit` takes. */
  where(hit: (shown: Shown) => boolean): Cells {
    const out = new Uint8Array(this.side * this.side);
    const sums = new Uint8Array(this.side * this.side);
    this.codes.forEach((code, id) => {
      if (!hit(code)) return;
      const counts = this.counts[id] as Uint8Array;
      for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) + (counts[k] as number);
    });
    for (let k = 0; k < sums.length; k++) out[k] = (sums[k] as number) >= this.half ? 1 : 0;
    return out;
  }
}

/** Sets the cells whose middle lies in a polygon (pixels of the output). */
function raster(out: Cells, side: number, polygon: Polygon): void {
  const xs = polygon.map(([x]) => x / CELL);
  const ys = polygon.map(([, y]) => y / CELL);
  const [x0, x1] = [Math.max(0, Math.floor(Math.min(...xs))), Math.min(side - 1, Math.max(...xs))];
  const [y0, y1] = [Math.max(0, Math.floor(Math.min(...ys))), Math.min(side - 1, Math.max(...ys))];
  for (let j = y0; j <= y1; j++) {
    for (let i = x0; i <= x1; i++) {
      if (inside(polygon, (i + 0.5) * CELL, (j + 0.5) * CELL)) out[j * side + i] = 1;
    }
  }
}

/**
 * Everything that is in a scene, each with a mask: what was noted, every kind of thing that any pixel shows, and the
 * surfaces. The scene must have been rendered with `full`.
 */
export function fullTruth(scene: Rendered): FullRecord[] {
  const { paint } = scene;
  const { kind, kinds } = paint;
  if (!kind) throw new Error('full truth of a scene that was rendered without it');
  const counts = new CellCounts(scene, kind);
  const { side } = counts;
  const out: FullRecord[] = [];
  const idsOf = (names: readonly string[]) => new Set(names.map((n) => kinds.indexOf(n) + 1));
  const kindCells = (names: readonly string[]): Cells => {
    const ids = idsOf(names);
    ids.delete(0);
    const road = kinds.indexOf('road') + 1;
    return counts.where(
      (p) => ids.has(p.kind) && p.kind !== 0 && (p.kind !== road || p.tag === TAG.paved),
    );
  };
  const put = (
    name: string,
    what: FullRecord['kind'],
    cells: Cells,
    more: Partial<FullRecord> = {},
  ) => {
    if (!cells.includes(1)) return;
    out.push({
      name,
      names: namesOf(name),
      kind: what,
      ...more,
      mask: { cell: CELL, runs: runLengths(cells) },
    });
  };
  const noted = new Map<string, Feature>(scene.features.map((f) => [f.name, f]));
  const names = new Set([...noted.keys(), ...kinds, ...scene.beside.keys()]);
  names.delete('green tree');
  names.delete('building');
  for (const name of names) {
    const feature = noted.get(name);
    const drawn = kinds.includes(name) ? kindCells([name]) : new Uint8Array(side * side);
    const polygons = [...(feature?.polygons ?? []), ...(scene.beside.get(name) ?? [])];
    if (!kinds.includes(name)) for (const p of polygons) raster(drawn, side, p);
    const mask = feature?.mass ? (feature.mask ?? 0) : 0;
    if (mask) {
      const area = counts.where((p) => ((mask >> p.tag) & 1) === 1);
      for (let i = 0; i < area.length; i++) if (area[i]) drawn[i] = 1;
    }
    put(name, kinds.includes(name) ? 'thing' : 'area', drawn, {
      ...(feature?.adjective ? { adjective: feature.adjective } : {}),
      ...(feature && !feature.mass
        ? { count: feature.polygons.length, polygons: feature.polygons }
        : {}),
    });
  }
  for (const [name, under] of Object.entries(WIDER)) put(name, 'thing', kindCells(under));
  for (const [name, material] of Object.entries(MATERIALS)) {
    const not = idsOf(material.not ?? []);
    not.delete(0);
    const bit = (set: number, p: Shown) => ((set >> p.tag) & 1) === 1;
    const cells = counts.where((p) => bit(material.tags, p) && !not.has(p.kind));
    const unsure = material.unsure ?? 0;
    const vague = counts.where((p) => bit(unsure, p) || (bit(material.tags, p) && not.has(p.kind)));
    const before = out.findIndex((f) => f.name === name);
    const known = before >= 0 ? out.splice(before, 1)[0] : undefined;
    const polygons = known?.polygons ?? noted.get(name)?.polygons;
    put(name, 'material', cells, {
      ...(polygons && polygons.length > 0 ? { count: polygons.length, polygons } : {}),
      ...(vague.includes(1) ? { unsure: { cell: CELL, runs: runLengths(vague) } } : {}),
    });
    if (!cells.includes(1) && known) out.push(known);
    if (!cells.includes(1) && !known && vague.includes(1)) {
      out.push({
        name,
        names: namesOf(name),
        kind: 'material',
        mask: { cell: CELL, runs: runLengths(cells) },
        unsure: { cell: CELL, runs: runLengths(vague) },
      });
    }
  }
  return out;
}
