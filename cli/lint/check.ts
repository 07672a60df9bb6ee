/** `npm run lint`, second half: the directions of imports, over all sources. Exit code 1 where one is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { checkImports } from './imports';

const ROOTS = ['app', 'components', 'lib', 'cli', 'e2e'];

function sources(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative('.', join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const files = ROOTS.flatMap(sources);
const violations = files.flatMap((file) => checkImports(file, readFileSync(file, 'utf8')));
for (const { file, line, specifier, reason } of violations) {
  console.error(`${file}:${line} imports ${specifier}: ${reason} (cli/lint/directions.ts).`);
}
console.log(`Imports of ${files.length} files: ${violations.length} against the directions.`);
process.exitCode = violations.length === 0 ? 0 : 1;
