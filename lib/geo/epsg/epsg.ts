/** A coordinate system as proj4 takes it. */
export interface System {
  /** proj4's words. */
  readonly words: string;
  /** How far off its shift to WGS84 may be, metres. */
  readonly accuracy: number;
}

/** The table of systems is half a megabyte: it is loaded when a code is met. */
const table = () => import('./table.json').then((module) => module.default);

/** @returns null where the code is not known, or not certain */
export async function systemOfCode(code: number): Promise<System | null> {
  // Older names of Web Mercator.
  const asked = code === 900913 || code === 3785 ? 3857 : code;
  return parsed((await table()).systems as Record<string, string>, String(asked));
}

/**
 * The shift of a datum to WGS84, by its name as EPSG or ESRI writes it.
 * @returns towgs84's numbers; null where it is not known
 */
export async function shiftOfDatum(name: string): Promise<System | null> {
  const plain = name
    .toLowerCase()
    .replace(/^d_/, '')
    .replace(/[^a-z0-9]/g, '');
  return parsed((await table()).datums as Record<string, string>, plain);
}

function parsed(entries: Readonly<Record<string, string>>, key: string): System | null {
  if (!Object.hasOwn(entries, key)) return null;
  const [words, accuracy] = (entries[key] as string).split(' |') as [string, string];
  return { words, accuracy: Number(accuracy) };
}
