import type { Pointing, Report } from '@/cli/evaluate/report';
import { share } from '@/cli/evaluate/table';
import type { Timings } from '@/cli/tools/scenes/output/timing';
import { markdownTable } from './markdown';

/** What was measured on rendered scenes; what is not there yet has no figures. */
export interface SceneMeasurements {
  /** The shipped encoder on scenes with ground truth. */
  readonly compact: Report;
  /** The same on the large samples. */
  readonly samples: Report;
  /** An encoder that has seen no scene. */
  readonly realOnly: Report | undefined;
  readonly timings: Timings;
}

/** The blocks that show them, by name. */
export function sceneBlocks({
  compact,
  samples,
  realOnly,
  timings,
}: SceneMeasurements): Record<string, string> {
  return {
    'scenes-features': features(compact, samples),
    'scenes-categories': categories(compact),
    'scenes-recognized': realOnly ? recognized(realOnly) : '',
    'scenes-timing': timing(timings),
  };
}

const POINTING = ['pointing', 'chance', 'touching', 'chance', 'AP', 'chance', 'ceiling'];

function pointing(p: Pointing): string[] {
  const { touchingByChance, averagePrecision, ceiling, area } = p;
  return [p.pointing, area, p.touching, touchingByChance, averagePrecision, area, ceiling].map(
    share,
  );
}

function features({ groundTruth: truth }: Report, { groundTruth: large }: Report): string {
  if (!truth || !large) return '';
  const overall = [
    { feature: '**all**', ...truth.overall },
    { feature: `all, in the ${large.scenes} large samples`, ...large.overall },
  ];
  const rows = [...overall, ...truth.perFeature].map((row) => [
    row.feature,
    row.questions.toLocaleString('en'),
    ...pointing(row),
  ]);
  const note = `${truth.scenes} scenes, features that cover less than ${100 * truth.largestShare}% of one; scale ${truth.scale}, for the large samples ${large.scale}.`;
  return `${markdownTable(['feature', 'questions', ...POINTING], rows)}\n\n${note}`;
}

function categories({ zeroShot, groundTruth }: Report): string {
  if (!zeroShot || !groundTruth) return '';
  const all = ['**all**', zeroShot.images, zeroShot.top1, zeroShot.precisionAt10] as const;
  const line = (
    [name, images, top1, precision]: readonly [string, number, number, number],
    found: Pointing | undefined,
  ) => [
    name,
    String(images),
    share(top1),
    share(precision),
    String(found?.questions ?? 0),
    ...[found?.pointing, found?.area, found?.averagePrecision].map(share),
  ];
  const rows = zeroShot.perCategory.map((row) =>
    line(
      [row.category, row.images, row.top1, row.precisionAt10],
      groundTruth.perCategory.find(({ category }) => category === row.category),
    ),
  );
  const heads = ['scenes', 'top-1', 'precision@10', 'questions', 'pointing', 'chance', 'AP'];
  return markdownTable(['category', ...heads], [line(all, groundTruth.overall), ...rows]);
}

function recognized({ zeroShot, images }: Report): string {
  if (!zeroShot) return '';
  const rows = zeroShot.perCategory.map((row) => [
    row.category,
    String(row.images),
    share(row.top1),
    share(row.top3),
  ]);
  const all = ['**all**', String(images), share(zeroShot.top1), share(zeroShot.top3)];
  return markdownTable(['category', 'scenes', 'top-1', 'top-3'], [all, ...rows]);
}

function timing(timings: Timings): string {
  const rows = Object.entries(timings).map(([side, { scenes, wall }]) => [
    `${side} px`,
    String(scenes),
    ...[wall.lowerQuartile, wall.median, wall.upperQuartile].map((ms) => ms.toFixed(0)),
  ]);
  const machine = Object.values(timings)[0];
  const table = markdownTable(
    ['ms a scene, one after the other', 'scenes', 'lower quartile', 'median', 'upper quartile'],
    rows,
  );
  return machine ? `${table}\n\n${machine.machine}, Node ${machine.node}.` : '';
}
