/**
 * Ids for files: the name without folder and ending, in characters that addresses and every file system take,
 * told apart by a number where two would be one (also where they differ in case alone).
 *
 * @returns one id a file, in their order; the same files in the same order get the same ids
 */
export function makeIds(files: readonly string[]): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const base = safeName(file);
    let id = base;
    for (let n = 2; taken.has(id.toLowerCase()); n++) id = `${base}-${n}`;
    taken.add(id.toLowerCase());
    return id;
  });
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
