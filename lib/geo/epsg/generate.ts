/**
 * Writes table.json out of PROJ's own database of the EPSG Geodetic Parameter Dataset (IOGP, https://epsg.org), and
 * checks each entry: `npx tsx lib/geo/epsg/generate.ts` with Debian's proj-bin, sqlite3 and python3. An entry is written only
 * where proj4js, with the words of the table, finds the places that PROJ finds at nine points of the area of use.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import proj4 from 'proj4';
import { type Helmert, helmertWords } from './helmert';

const DATABASE = process.env.PROJ_DB ?? '/usr/share/proj/proj.db';
/** Farther than this from PROJ, an entry is left out, metres. */
const MOST_OFF = 25;
/** Projections of proj4js; whether it computes them as PROJ does is found out below. */
const PROJECTIONS =
  /\+proj=(longlat|tmerc|utm|somerc|omerc|lcc|krovak|cass|sterea|stere|aea|merc|laea|eqc|poly|cea|nzmg|sinu|moll)\b/;

interface Row {
  readonly code: number;
  readonly base: number;
  readonly name: string;
  readonly datum: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
type Point = readonly [number, number];

const AREA = `JOIN usage u ON u.object_table_name = :table AND u.object_auth_name = 'EPSG' AND u.object_code = c.code
  JOIN extent e ON e.auth_name = u.extent_auth_name AND e.code = u.extent_code`;
const EDGES = 'e.west_lon AS west, e.south_lat AS south, e.east_lon AS east, e.north_lat AS north';
const geographic = rows(`SELECT c.code, c.code AS base, c.name, d.name AS datum, ${EDGES}
  FROM geodetic_crs c JOIN geodetic_datum d ON d.auth_name = c.datum_auth_name AND d.code = c.datum_code
  ${AREA.replace(':table', "'geodetic_crs'")}
  WHERE c.auth_name = 'EPSG' AND c.type = 'geographic 2D' GROUP BY c.code ORDER BY c.code`);
const projected = rows(`SELECT c.code, c.geodetic_crs_code AS base, c.name, '' AS datum, ${EDGES}
  FROM projected_crs c ${AREA.replace(':table', "'projected_crs'")}
  WHERE c.auth_name = 'EPSG' AND c.geodetic_crs_auth_name = 'EPSG' GROUP BY c.code ORDER BY c.code`);
const helmerts = JSON.parse(
  sql(`SELECT h.*, min(e.west_lon) AS west FROM helmert_transformation_table h
    LEFT JOIN usage u ON u.object_table_name = 'helmert_transformation' AND u.object_code = h.code
    LEFT JOIN extent e ON e.auth_name = u.extent_auth_name AND e.code = u.extent_code
    WHERE h.auth_name = 'EPSG' AND h.deprecated = 0 AND h.source_crs_auth_name = 'EPSG' GROUP BY h.code`),
) as Helmert[];

interface Reference {
  readonly words: string;
  readonly grid: readonly Point[];
  readonly ground: readonly Point[];
}

const all = [...geographic, ...projected];
const references = JSON.parse(
  execFileSync('python3', [fileURLToPath(new URL('./proj.py', import.meta.url))], {
    input: JSON.stringify(all.map((row) => ({ code: row.code, points: pointsIn(row) }))),
    encoding: 'utf8',
    maxBuffer: 1e9,
  }),
) as readonly (Reference | null)[];
const systems: Record<string, string> = {};
const datums: Record<string, string> = {};
const left: string[] = [];
for (const [i, row] of all.entries()) {
  const reference = references[i];
  const found = reference && entryOf(row, reference);
  if (!found) {
    left.push(String(row.code));
    continue;
  }
  systems[row.code] = `${found.words} |${found.accuracy}`;
  if (row.datum) datums[plain(row.datum)] ??= `${found.shift} |${found.accuracy}`;
}
writeFileSync(
  new URL('./table.json', import.meta.url),
  `${JSON.stringify({ systems, datums }, null, 2)}\n`,
);
console.log(`${Object.keys(systems).length} systems; left out: ${left.length}: ${left.join(' ')}`);

function entryOf({ base }: Row, { words: said, grid, ground }: Reference) {
  if (!PROJECTIONS.test(said) || /\+(axis|geoidgrids)=/.test(said)) return null;
  const words = ellipsoidOnly(said);
  const best = candidates(base)
    .map(({ shift, accuracy }) => {
      const shifted = withShift(words, shift);
      return { shift, accuracy, shifted, off: offOf(shifted, grid, ground) };
    })
    .filter(({ off }) => off <= MOST_OFF)
    .sort((a, b) => a.off - b.off)[0];
  if (!best) return null;
  const accuracy = Math.max(best.accuracy, Math.ceil(best.off * 10) / 10);
  return { words: best.shifted, shift: best.shift, accuracy };
}

/** Web Mercator takes degrees on WGS84's ellipsoid for degrees on a sphere: a shift would move it by kilometres. */
function withShift(words: string, shift: string): string {
  return words.includes('+nadgrids=@null') ? words : `${words} +towgs84=${shift}`;
}

/** Farthest that proj4js comes from PROJ, metres; NaN where it fails. */
function offOf(words: string, grid: readonly Point[], ground: readonly Point[]): number {
  try {
    const { forward } = proj4(words, '+proj=longlat +datum=WGS84');
    return Math.max(
      ...grid.map(([x, y], i) => {
        const [lon, lat] = forward([x, y]) as [number, number];
        return metres([lon, lat], ground[i] as Point);
      }),
    );
  } catch {
    return Number.NaN;
  }
}

/** Shifts of a geographic system to WGS84, or to one that lies within metres of it; none at all among them. */
function candidates(base: number): { shift: string; accuracy: number }[] {
  // "NTF (Paris)" is NTF counted from another meridian: the shift is of the datum.
  const name = geographic.find(({ code }) => code === base)?.name;
  const fromGreenwich = geographic.find((one) => one.name === name?.replace(/ \([^()]+\)$/, ''));
  const bases = [base, fromGreenwich?.code];
  const to = helmerts.filter(({ source_crs_code }) => bases.includes(source_crs_code));
  const shifts = to.flatMap((helmert) => {
    const shift = helmertWords(helmert);
    return shift ? [{ shift, accuracy: helmert.accuracy ?? 10 }] : [];
  });
  return [...shifts, { shift: '0,0,0', accuracy: 2 }];
}

/** proj4's words with the ellipsoid as numbers: what names mean differs between programs. */
function ellipsoidOnly(said: string): string {
  return said
    .replace(/ \+(no_defs|type=crs|units=m)\b/g, '')
    .replace(/\+datum=WGS84/, '+ellps=WGS84')
    .replace(/\+datum=NAD83/, '+ellps=GRS80')
    .replace(/\+datum=NAD27/, '+ellps=clrk66')
    .replace(/\+datum=\S+/, (datum) => {
      throw new Error(datum);
    })
    .trim();
}

/** Nine points inside of the area of use, degrees. */
function pointsIn({ west, south, east, north }: Row): Point[] {
  const width = (east - west + 360) % 360 || 360;
  return [0.1, 0.5, 0.9].flatMap((x) =>
    [0.1, 0.5, 0.9].map((y): Point => {
      const lon = west + x * width;
      return [lon > 180 ? lon - 360 : lon, south + y * (north - south)];
    }),
  );
}

function metres([a, b]: Point, [c, d]: Point): number {
  const across = ((((a - c + 180) % 360) + 360) % 360) - 180;
  return Math.hypot(across * Math.cos((b * Math.PI) / 180), b - d) * 111_320;
}

function rows(query: string): Row[] {
  return JSON.parse(sql(query)) as Row[];
}

function sql(query: string): string {
  const options = { encoding: 'utf8', maxBuffer: 1e9 } as const;
  return execFileSync('sqlite3', ['-json', DATABASE, query], options);
}

/** As both EPSG and ESRI write it: `D_OSGB_1936` and `OSGB 1936` are one. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^d_/, '')
    .replace(/[^a-z0-9]/g, '');
}
