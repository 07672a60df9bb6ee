import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Named {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Compares the models and galleries of a built site with what their manifests say, so that a half-copied file is
 * found here and not by a visitor.
 * @returns one sentence for each file that is missing or another
 */
export function wrongAssets(out: string): string[] {
  return [
    ['models', 'model.json'],
    ['galleries', 'gallery.json'],
  ].flatMap(([kind = '', manifest = '']) => {
    const parent = join(out, kind);
    const names = existsSync(parent) ? readdirSync(parent) : [];
    return names
      .filter((name) => existsSync(join(parent, name, manifest)))
      .flatMap((name) => wrongIn(join(parent, name), manifest, `${kind}/${name}`));
  });
}

function wrongIn(folder: string, manifest: string, label: string): string[] {
  const json: unknown = JSON.parse(readFileSync(join(folder, manifest), 'utf8'));
  return namedFiles(json).flatMap(({ file, bytes, sha256 }) => {
    const path = join(folder, file);
    if (!existsSync(path)) return [`${label}/${file} is missing.`];
    const content = readFileSync(path);
    const same =
      content.length === bytes && createHash('sha256').update(content).digest('hex') === sha256;
    return same ? [] : [`${label}/${file} is not the file that ${manifest} names.`];
  });
}

/** Every `{file, bytes, sha256}` in a manifest, however deep. */
function namedFiles(json: unknown): Named[] {
  if (typeof json !== 'object' || json === null) return [];
  const { file, bytes, sha256 } = json as Partial<Named>;
  if (typeof file === 'string' && typeof sha256 === 'string' && typeof bytes === 'number') {
    return [{ file, bytes, sha256 }];
  }
  return Object.values(json).flatMap(namedFiles);
}
