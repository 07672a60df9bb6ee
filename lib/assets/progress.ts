import type { AssetFile, AssetProgress } from './types';

/** Bytes of all files that a visit needs, as one figure. */
export interface TotalProgress {
  readonly loaded: number;
  readonly total: number;
  /** Whether all that has arrived so far came from the cache. */
  readonly cached: boolean;
}

/**
 * Adds up the progress of several files. Their sizes are announced beforehand (manifests have them),
 * so that the figure grows from 0 to 1 and does not jump back when the next file begins.
 */
export class ProgressMeter {
  private readonly files = new Map<string, AssetProgress>();

  constructor(private readonly onChange: (progress: TotalProgress) => void = () => {}) {}

  /** Announces a file; once more is harmless. @returns What to hand to `AssetStore.bytes`. */
  expect(folder: string, asset: AssetFile): (progress: AssetProgress) => void {
    const key = `${folder}/${asset.file}`;
    if (!this.files.has(key)) {
      this.files.set(key, { file: asset.file, loaded: 0, total: asset.bytes, cached: false });
      this.onChange(this.total());
    }
    return (progress) => {
      this.files.set(key, progress);
      this.onChange(this.total());
    };
  }

  /** Takes a file out: it failed, and waiting for it would keep the figure below the total. */
  drop(folder: string, asset: AssetFile): void {
    this.files.delete(`${folder}/${asset.file}`);
    this.onChange(this.total());
  }

  total(): TotalProgress {
    const files = [...this.files.values()];
    const sum = (of: (file: AssetProgress) => number) => files.reduce((s, file) => s + of(file), 0);
    const begun = files.filter((file) => file.loaded > 0);
    return {
      loaded: sum((file) => Math.min(file.loaded, file.total)),
      total: sum((file) => file.total),
      cached: begun.length > 0 && begun.every((file) => file.cached),
    };
  }
}
