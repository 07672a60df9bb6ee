import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Files in which a name of a script may stand. */
const NAMING = /\.(js|html|txt|css|json)$/;

/**
 * Renames `*.mjs` to `*.js`: hosts that do not know the extension (Debian's nginx 1.22 is one) send it as data, which
 * no browser runs as a module. Scripts that name these files are changed to the new names.
 * @param folder a built site's files; searched at any depth
 * @returns how many files were renamed
 * @throws Error where a file of the new name is there already
 */
export function plainNames(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const modules = files.filter(({ name }) => name.endsWith('.mjs'));
  if (modules.length === 0) return 0;
  const names = new Map<string, string>();
  const taken = new Set(files.map(({ parentPath, name }) => join(parentPath, name)));
  for (const { parentPath, name } of modules) {
    const plain = `${basename(name, '.mjs')}.js`;
    if (taken.has(join(parentPath, plain))) throw new Error(`There are both ${name} and ${plain}.`);
    names.set(name, plain);
    renameSync(join(parentPath, name), join(parentPath, plain));
  }
  for (const { parentPath, name } of files) {
    const path = join(parentPath, names.get(name) ?? name);
    if (!NAMING.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    const changed = [...names].reduce((all, [from, to]) => all.replaceAll(from, to), text);
    if (changed !== text) writeFileSync(path, changed);
  }
  return names.size;
}
