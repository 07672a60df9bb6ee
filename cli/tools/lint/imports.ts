import { posix } from 'node:path';
import { DIRECTIONS } from './directions';
import { OWNERS } from './owners';

/** One import that goes against the directions. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly reason: string;
}

/** Static, dynamic and type imports, re-exports, and modules named by URL (workers). */
const SPECIFIER =
  /\bfrom\s*['"]([^'"\n]+)['"]|\bimport\s*\(?\s*['"]([^'"\n]+)['"]|\bnew\s+URL\(\s*['"]([.@][^'"\n]+\.[mc]?[jt]sx?)['"]/g;

/**
 * Checks the imports of one source file.
 * @param file path from the repository's root, `/` between folders
 * @param used receives each permission that an import makes use of, as `key > entry`
 * @returns what is against the directions, in the order of the source; tests may import anything
 */
export function checkImports(
  file: string,
  source: string,
  used: Set<string> = new Set(),
): Violation[] {
  if (/\.test\.tsx?$/.test(file)) return [];
  const key = governing(file);
  if (key === undefined) {
    const reason = 'its folder has no row in the directions';
    return [{ file, line: 1, specifier: '(anything)', reason }];
  }
  const found: Violation[] = [];
  for (const match of source.matchAll(SPECIFIER)) {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const reason = objection(key, file, specifier, used);
    if (reason === null) continue;
    const line = source.slice(0, match.index).split('\n').length;
    found.push({ file, line, specifier, reason });
  }
  return found;
}

/** @returns the permissions of the directions that are not in `used`, as `key > entry` */
export function unusedPermissions(used: ReadonlySet<string>): string[] {
  return Object.entries(DIRECTIONS)
    .flatMap(([key, entries]) => entries.map((entry) => `${key} > ${entry}`))
    .filter((permission) => !used.has(permission));
}

function objection(key: string, file: string, specifier: string, used: Set<string>): string | null {
  const target = inProject(file, specifier);
  if (target === null) return ownership(key, specifier);
  if (within(target, key)) return null;
  const entry = DIRECTIONS[key]?.find((allowed) => within(target, allowed));
  if (entry !== undefined) {
    used.add(`${key} > ${entry}`);
    return null;
  }
  const list = DIRECTIONS[key]?.join(', ') || 'nothing else of the project';
  return `${key} may import ${list}`;
}

function ownership(key: string, specifier: string): string | null {
  if (within(key, 'cli') || key === 'e2e') return null;
  const rule = OWNERS.find(({ packages }) => packages.some((name) => within(specifier, name)));
  if (rule === undefined || rule.owners.some((owner) => within(key, owner))) return null;
  return `only ${rule.owners.join(', ')} may import ${rule.packages.join(', ')}`;
}

/** The path in the repository that a specifier names, without its extension; null for a package. */
function inProject(file: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '').replace(/\.(ts|tsx|js|mjs|json)$/, '');
  if (bare.startsWith('@/')) return bare.slice(2);
  if (bare.startsWith('.')) return posix.join(posix.dirname(file), bare);
  return null;
}

/** The longest key of the directions that holds `file`. */
function governing(file: string): string | undefined {
  const path = file.replace(/\.(ts|tsx|mts|mjs|js)$/, '');
  return Object.keys(DIRECTIONS)
    .filter((key) => within(path, key))
    .sort((a, b) => b.length - a.length)[0];
}

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
