import {
  PUBLISHED_IMAGES,
  PUBLISHED_MEAN_RECALL,
  PUBLISHED_RECALL_IMAGES,
  PUBLISHED_ZERO_SHOT,
} from '@/lib/evaluation/published';
import { isRsicd } from '@/lib/evaluation/questions';
import { GALLERY_SPLIT, type RetrievalFigures, type ZeroShotFigures } from '@/lib/evaluation/types';
import { findTables } from './find-tables';
import type {
  Calibration,
  GroundTruthFigures,
  LocalizationFigures,
  Pointing,
  Report,
} from './report';
import { percent, printTable, share, type Table } from './table';

/** The report as a person reads it. */
export function printReport(report: Report): string {
  const { zeroShot, retrieval, localization, groundTruth, held, calibration, skipped } = report;
  const comparable = isPublishedTask(report);
  const head = `${report.model} on ${report.data}, split ${report.split}: ${report.images.toLocaleString('en')} images`;
  const ofData = [
    zeroShot
      ? printTable(zeroShotTable(report.model, zeroShot, comparable))
      : 'Zero-shot: left out, it needs two categories or more.',
    retrieval
      ? printTable(retrievalTable(report.model, retrieval, comparable))
      : 'Retrieval: left out, it needs captions.',
    localization
      ? localizationTables(localization).map(printTable).join('\n\n')
      : 'Localization: left out, it needs images of nine categories or more (and --mosaics above 0).',
    printTable(ownWordsTable(report)),
  ];
  // A report on boxes alone has no other tables.
  const alone = report.boxes && !zeroShot && !retrieval && !groundTruth;
  const parts = [head, ...(alone ? [] : ofData)];
  if (groundTruth) parts.push(...groundTruthTables(groundTruth, 'Ground truth').map(printTable));
  if (held) parts.push(...groundTruthTables(held, 'Held out').slice(0, 1).map(printTable));
  parts.push(...findTables(report).map(printTable));
  if (comparable && report.images !== PUBLISHED_IMAGES) {
    const all = PUBLISHED_IMAGES.toLocaleString('en');
    parts.push(
      `The published figures are of RSICD's ${all} test images: those of others do not compare.`,
    );
  }
  if (report.imagesAsBuilt) {
    const built = report.imagesAsBuilt.toLocaleString('en');
    parts.push(`Of the images, ${built} were not encoded but taken as the gallery was built.`);
  }
  if (calibration) parts.push(printTable(calibrationTable(calibration)));
  if (skipped.length > 0) {
    const lines = skipped.map(({ file, message }) => `  ${file}: ${message}`);
    parts.push([`Left out (${skipped.length}):`, ...lines].join('\n'));
  }
  const peak = `${Math.round(report.peakBytes / 2 ** 20).toLocaleString('en')} MiB`;
  parts.push(`Took ${report.seconds.toFixed(0)} s, at most ${peak} of memory.`);
  return `${parts.join('\n\n')}\n`;
}

/** Whether published figures are of the same question: RSICD's 30 categories, of test images or of a gallery. */
function isPublishedTask({ split, zeroShot }: Report): boolean {
  return (split === 'test' || split === GALLERY_SPLIT) && isRsicd(zeroShot?.categories ?? []);
}

function zeroShotTable(model: string, figures: ZeroShotFigures, comparable: boolean): Table {
  const named = [{ name: model, ...figures }, ...(comparable ? PUBLISHED_ZERO_SHOT : [])];
  return {
    title: `Zero-shot, "An aerial photograph of {category}", ${figures.categories.length} categories`,
    heads: ['top-1', 'top-3', 'top-5', 'top-10'],
    rows: named.map(({ name, top1, top3, top5, top10 }) => ({
      name,
      cells: [top1, top3, top5, top10].map(share),
    })),
  };
}

function retrievalTable(model: string, figures: RetrievalFigures, comparable: boolean): Table {
  const { textToImage, imageToText, meanRecall } = figures;
  const all = [textToImage, imageToText].flatMap(({ r1, r5, r10 }) => [r1, r5, r10]);
  const published = {
    name: `published best on RSICD (${PUBLISHED_RECALL_IMAGES.toLocaleString('en')} images)`,
    cells: ['', '', '', '', '', '', percent(PUBLISHED_MEAN_RECALL)],
  };
  return {
    title: 'Retrieval, recall in percent',
    heads: ['t→i R@1', 'R@5', 'R@10', 'i→t R@1', 'R@5', 'R@10', 'mean'],
    rows: [
      { name: model, cells: [...all, meanRecall].map(percent) },
      ...(comparable ? [published] : []),
    ],
  };
}

function localizationTables(figures: LocalizationFigures): Table[] {
  const { milliseconds } = figures;
  const row = (name: string, value: number, ms?: number) => ({
    name,
    cells: [share(value), ms === undefined ? '' : ms.toFixed(0)],
  });
  const { presence } = figures;
  return [
    {
      title: `Localization, ${figures.mosaics} mosaics of 3 x 3, ${figures.questions.toLocaleString('en')} questions`,
      heads: ['peak in the right tile', 'ms a mosaic'],
      rows: [
        row('dense: softmax against the other prompts', figures.dense, milliseconds.dense),
        row('dense, raw cosine', figures.denseRaw),
        row(
          'windows at two scales: softmax against prompts',
          figures.windows,
          milliseconds.windows,
        ),
        row('windows, raw cosine', figures.windowsRaw),
        row("published demo's tiles, cut where the mosaic is", figures.tiles, milliseconds.tiles),
        row("published demo's tiles, 4 x 4", figures.tilesUnaligned),
        row('tiles cut where the mosaic is: softmax against prompts', figures.tilesAgainstPrompts),
      ],
    },
    {
      title: 'Presence, by the maximum of the dense map',
      heads: ['AUC', 'threshold', 'precision', 'recall'],
      rows: [
        {
          name: 'mosaics that hold the category against those that do not',
          cells: [
            share(figures.presenceAuc),
            ...[presence?.threshold, presence?.precision, presence?.recall].map(share),
          ],
        },
      ],
    },
  ];
}

function ownWordsTable({ ownWords }: Report): Table {
  const halves = [
    ["all words occur in RSICD's captions", 'inside', ownWords?.inside],
    ['some words occur in none', 'outside', ownWords?.outside],
  ] as const;
  return {
    title: `Own words${ownWords ? ` (${ownWords.file})` : ': no query means a category of the data'}`,
    heads: ownWords ? ['queries', 'precision@10'] : [],
    rows: ownWords
      ? halves.map(([name, half, value]) => {
          const queries = ownWords.queries.filter((query) => query.half === half).length;
          return { name, cells: [String(queries), share(value)] };
        })
      : [],
  };
}

function groundTruthTables(figures: GroundTruthFigures, title: string): Table[] {
  const { scenes, scale, largestShare, overall, perFeature, perCategory } = figures;
  const heads = ['questions', 'pointing', 'chance', 'touching', 'chance', 'AP', 'ceiling'];
  const row = (name: string, p: Pointing) => ({
    name,
    cells: [
      p.questions.toLocaleString('en'),
      ...[p.pointing, p.area, p.touching, p.touchingByChance].map(share),
      ...[p.averagePrecision, p.ceiling].map(share),
    ],
  });
  const all = `${scenes} scenes, features below ${percent(100 * largestShare)}% of the picture`;
  return [
    {
      title: `${title}, ${all}, scale ${scale.toFixed(2)}`,
      heads,
      rows: [row('all', overall), ...perFeature.map((p) => row(p.feature, p))],
    },
    { title: 'By category', heads, rows: perCategory.map((p) => row(p.category, p)) },
  ];
}

function calibrationTable({ presence, cutoff }: Calibration): Table {
  const line = (name: string, { suggested, unrelatedBelow }: typeof cutoff.text) => ({
    name,
    cells: [share(suggested), `${percent(100 * unrelatedBelow)}% of unrelated queries fall below`],
  });
  const f1 = presence ? `F1 ${share(presence.f1)}` : '';
  return {
    title: 'For model.json, fitted here',
    heads: ['value', ''],
    rows: [
      { name: 'presence.threshold', cells: [share(presence?.threshold), f1] },
      line('cutoff.text', cutoff.text),
      line('cutoff.image', cutoff.image),
    ],
  };
}
