/** `node cli/site/setup/complete-lock.mjs`, after a dependency changed where the registry keeps some platforms only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { completed, missingOptionals } from './lockfile.mjs';

const FILE = 'package-lock.json';
const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = missingOptionals(lock).length;
writeFileSync(FILE, `${JSON.stringify(completed(lock), null, 2)}\n`);
console.log(`${FILE}: ${added} packages of other platforms added.`);
