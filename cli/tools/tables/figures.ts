import type { Report } from '@/cli/evaluate/report';
import { percent, share } from '@/cli/evaluate/table';
import { PUBLISHED_MEAN_RECALL, PUBLISHED_ZERO_SHOT } from '@/lib/evaluation/published';
import type { RetrievalFigures } from '@/lib/evaluation/types';
import { markdownTable } from './markdown';

/** The blocks that README.md and the model card show, by name, all from one run of `npm run evaluate`. */
export function figureBlocks(report: Report, modelBytes: number): Record<string, string> {
  return {
    'zero-shot': zeroShot(report),
    summary: summary(report, modelBytes),
    localization: localization(report),
    presence: presence(report),
    categories: categories(report),
  };
}

function measuredOn({ data, split, images }: Report): string {
  return `Measured on ${data}, split ${split}, ${images.toLocaleString('en')} images, by \`npm run evaluate\`.`;
}

function zeroShot(report: Report): string {
  const rows = [{ name: '**Overlook compact**', ...report.zeroShot }, ...PUBLISHED_ZERO_SHOT].map(
    ({ name, top1, top3, top5, top10 }) => [name, ...[top1, top3, top5, top10].map(share)],
  );
  const table = markdownTable(
    ['zero-shot, 30 categories', 'top-1', 'top-3', 'top-5', 'top-10'],
    rows,
  );
  return `${table}\n\n${measuredOn(report)}`;
}

function summary(report: Report, modelBytes: number): string {
  const { zeroShot: zero, retrieval, localization: found, ownWords } = report;
  const tops = [zero?.top1, zero?.top3, zero?.top5, zero?.top10].map(share).join(' / ');
  const recalls = (way: Exclude<keyof RetrievalFigures, 'meanRecall' | 'captions'>) => {
    const found = retrieval?.[way];
    return found ? [found.r1, found.r5, found.r10].map(percent).join(' / ') : '–';
  };
  const rows = [
    ['zero-shot top-1 / 3 / 5 / 10', tops, '.920 / .981 / .991 / .997', '.94 / .988 / .995 / .999'],
    ['text→image recall@1 / 5 / 10, %', recalls('textToImage'), '', ''],
    ['image→text recall@1 / 5 / 10, %', recalls('imageToText'), '', ''],
    [
      'mean recall, %',
      retrieval ? percent(retrieval.meanRecall) : '–',
      '23',
      String(PUBLISHED_MEAN_RECALL),
    ],
    ['localization, softmax against prompts', share(found?.dense), '.95', '.97'],
    ['presence AUC', share(found?.presenceAuc), '.96', '.98'],
    [
      'own words, precision@10: all words in captions / some not',
      `${share(ownWords?.inside)} / ${share(ownWords?.outside)}`,
      '.60 / .45',
      '.75 / .65',
    ],
    ['all files of the model, MB', (modelBytes / 1e6).toFixed(2), '≤ 10', '≤ 7'],
  ];
  return `${markdownTable(['', 'measured', 'at least', 'aim'], rows)}\n\n${measuredOn(report)}`;
}

function localization({ localization: found }: Report): string {
  if (!found) return 'Not measured.';
  const { milliseconds: ms } = found;
  const rows = [
    [
      'dense: patch embeddings, softmax against the other prompts',
      share(found.dense),
      ms.dense.toFixed(0),
    ],
    ['dense, raw cosine', share(found.denseRaw), ''],
    [
      'overlapping windows, softmax against the other prompts',
      share(found.windows),
      ms.windows.toFixed(0),
    ],
    [
      "the published demo's way: tiles, softmax over tiles, cut exactly where the mosaic's tiles end",
      share(found.tiles),
      ms.tiles.toFixed(0),
    ],
    ['the same, cut where they do not end', share(found.tilesUnaligned), ''],
  ];
  const heads = ['peak in the right tile of a 3 x 3 mosaic', 'share', 'ms a mosaic'];
  const note = `${found.mosaics} mosaics, ${found.questions.toLocaleString('en')} questions; times on 2 cores, WASM.`;
  return `${markdownTable(heads, rows)}\n\n${note}`;
}

function presence({ localization: found }: Report): string {
  const at = found?.presence;
  if (!found || !at) return 'Not measured.';
  return `“Is it here” on the same mosaics: AUC ${share(found.presenceAuc)}; at the model's threshold of ${at.threshold}, fitted on \`valid\`, precision ${share(at.precision)}, recall ${share(at.recall)}.`;
}

function categories({ zeroShot: zero }: Report): string {
  const rows = (zero?.perCategory ?? []).map((row) => [
    row.category,
    String(row.images),
    share(row.top1),
    share(row.precisionAt10),
  ]);
  return markdownTable(['category', 'images', 'top-1', 'precision@10'], rows);
}
