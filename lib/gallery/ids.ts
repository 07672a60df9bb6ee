/**
 * Ids for files: the name without folder and ending, in characters that addresses and every file system take,
 * with a number where two would be the same (also where they differ in case alone).
 *
 * @returns one id a file, in their order; the same files in the same order get the same ids
 */
export function makeIds(files: readonly string[]): string[] {
  const maker = new IdMaker();
  return files.map((file) => maker.idFor(file));
}

/** The same for files that come one after the other, some of them later. */
export class IdMaker {
  private readonly taken = new Set<string>();

  /** @param taken ids that are in use already */
  constructor(taken: Iterable<string> = []) {
    for (const id of taken) this.taken.add(id.toLowerCase());
  }

  idFor(file: string): string {
    const base = safeName(file);
    let id = base;
    for (let n = 2; this.taken.has(id.toLowerCase()); n++) id = `${base}-${n}`;
    this.taken.add(id.toLowerCase());
    return id;
  }
}

function safeName(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const safe = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/[.-]+$/, '');
  return safe.slice(0, 120) || 'image';
}
