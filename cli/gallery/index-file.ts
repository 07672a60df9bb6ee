import type { IndexFile } from '@/lib/gallery/types';
import { findCopies, withCopies } from '@/lib/search-index/copies';
import { createExactIndex } from '@/lib/search-index/exact';
import type { IndexSettings, StoredKind } from '@/lib/search-index/kinds/names';
import { KINDS } from '@/lib/search-index/kinds/registry';
import { LEAST_RECALL, recallAt10 } from '@/lib/search-index/recall';
import type { VectorIndex } from '@/lib/search-index/types';
import { ProgressBar } from '../shared/progress';

/** What was measured of a gallery's index against exact search. */
export interface IndexReport {
  /** recall@10 over the gallery's own images, 0..1. */
  readonly images: number;
  /** The same over its captions; null where it has none. */
  readonly captions: number | null;
  /** Distinct embeddings, of all. */
  readonly vectors: number;
  readonly items: number;
}

export interface MadeIndex {
  readonly report: IndexReport;
  /** Null where no index finds enough: exact search answers then. */
  readonly made: {
    readonly bytes: Uint8Array;
    readonly settings: IndexSettings & Pick<IndexFile, 'kind' | 'vectors' | 'recall'>;
  } | null;
}

/**
 * Builds the index of a gallery and measures it.
 * @param matrix embeddings as they are stored, [items * dim]
 * @param captions embeddings of the captions as they are stored, [captions * dim]; empty without any
 */
export async function makeIndex(
  kind: StoredKind,
  matrix: Float32Array,
  captions: Float32Array,
  dim: number,
  signal: AbortSignal,
): Promise<MadeIndex> {
  const copies = findCopies(matrix, dim);
  let report: IndexReport | undefined;
  const { attempts, build, open } = KINDS[kind];
  for (const settings of attempts) {
    const bar = new ProgressBar('index ', copies.firsts.length);
    let indexed = 0;
    const onProgress = (done: number): void => {
      bar.step(done - indexed);
      indexed = done;
    };
    const options = { rows: copies.firsts, signal, onProgress };
    const bytes = await build(matrix, dim, settings, options);
    onProgress(copies.firsts.length);
    bar.done();
    const opened = await open(bytes, { dim, size: copies.firsts.length });
    report = measureIndex(withCopies(opened, copies), matrix, captions);
    opened.dispose();
    const recall = leastRecall(report);
    if (recall >= LEAST_RECALL) {
      // Rounded down, so that nothing is claimed that was not found.
      const shown = Math.floor(recall * 1e4) / 1e4;
      return {
        report,
        made: { bytes, settings: { kind, ...settings, vectors: report.vectors, recall: shown } },
      };
    }
  }
  return { report: report as IndexReport, made: null };
}

/** @param index answers for all rows */
export function measureIndex(
  index: VectorIndex,
  matrix: Float32Array,
  captions: Float32Array,
): IndexReport {
  const exact = createExactIndex(matrix, index.dim);
  return {
    images: recallAt10(index, exact, matrix),
    captions: captions.length > 0 ? recallAt10(index, exact, captions) : null,
    vectors: findCopies(matrix, index.dim).firsts.length,
    items: exact.size,
  };
}

export function leastRecall({ images, captions }: IndexReport): number {
  return Math.min(images, captions ?? 1);
}

/** What was measured, for people. */
export function indexWords(report: IndexReport): string {
  const { images, captions, vectors, items } = report;
  const ofCaptions = captions === null ? '' : `, ${captions.toFixed(4)} of captions`;
  const repeated = items - vectors;
  const copies = repeated === 0 ? '' : `; ${repeated} of ${items} images repeat another one`;
  return `recall@10 of the index ${images.toFixed(4)} of images${ofCaptions}${copies}`;
}
