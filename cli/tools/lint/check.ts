/**
 * `npm run lint`, second half: the directions of imports, over all sources. Exit code 1 where one is wrong, or where a
 * direction allows what no file imports.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { checkImports, unusedPermissions } from './imports';

const ROOTS = ['app', 'components', 'lib', 'cli', 'e2e'];

function sources(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative('.', join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const ROWS = 'cli/tools/lint/directions.ts';

const files = ROOTS.flatMap(sources);
const used = new Set<string>();
const violations = files.flatMap((file) => checkImports(file, readFileSync(file, 'utf8'), used));
for (const { file, line, specifier, reason } of violations) {
  console.error(`${file}:${line} imports ${specifier}: ${reason} (${ROWS}).`);
}
const unused = unusedPermissions(used);
for (const permission of unused) {
  console.error(`${ROWS}: no file uses the permission ${permission}. Remove it.`);
}
console.log(`Imports of ${files.length} files: ${violations.length} against the directions.`);
process.exitCode = violations.length + unused.length === 0 ? 0 : 1;
