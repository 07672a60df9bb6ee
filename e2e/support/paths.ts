import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
export const OUT = join(ROOT, 'out');
/** What the tests make and may keep between runs. */
export const CACHE = join(ROOT, '.cache', 'e2e');
/** The published data set, where the machine has it; it is no part of the project. */
export const RSICD = join(ROOT, '..', 'shared', 'rsicd');
