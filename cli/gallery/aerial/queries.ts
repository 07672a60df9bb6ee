import { readFile } from 'node:fs/promises';
import type { Asked } from '../certainty/ask';

/**
 * What the gallery is asked: queries that its classes and labels answer, and some that nothing in it does. Written by
 * hand before any result was seen; every second one is fitted on, the others measure.
 */
export async function aerialQueries(): Promise<readonly Asked[]> {
  return JSON.parse(await readFile(new URL('queries.json', import.meta.url), 'utf8')) as Asked[];
}
