import type { Report } from '@/cli/evaluate/report';
import { share } from '@/cli/evaluate/table';
import type { LargeReport } from '../answers/report';
import { markdownTable } from './markdown';

/** What was measured away from RSICD, each by a run of `npm run evaluate`. */
export interface BeyondReports {
  readonly rsicd: Report;
  /** UC Merced, split test. */
  readonly ucm?: Report | undefined;
  /** Rendered scenes, other seeds than those that were trained on. */
  readonly scenes: Report;
  /** The same with full truth: cars and small roads too. */
  readonly fullTruth?: Report | undefined;
  readonly cars?: Report | undefined;
  readonly houses?: Report | undefined;
}

/** Find's answers on pictures larger than those that calibrations are of. */
export function largeBlocks(large: LargeReport): Record<string, string> {
  const rows = large.pictures.map((row) => [
    row.picture,
    `${row.seen.length}`,
    row.wrongSeen.join(', ') || '–',
    `${row.notSeen.length}`,
    row.wrongNotSeen.join(', ') || '–',
    `${row.shownAndSeen} of ${row.shown}`,
  ]);
  const heads = ['', 'seen', 'of these wrong', 'not seen', 'of these wrong', 'shown and seen'];
  return { large: markdownTable(heads, rows) };
}

/** What clicks teach: within one picture, and of the others of a set. */
export function clickBlocks(scenes: Report, ucm: Report | undefined): Record<string, string> {
  const { clicks } = scenes;
  const taught = ucm?.taught;
  const within = (found: { pointing: number; averagePrecision: number } | undefined) =>
    found ? `${share(found.pointing)} / ${share(found.averagePrecision)}` : '–';
  const after = clicks?.after ?? taught?.after ?? [];
  const rows = after.map(({ clicks: count }) => [
    count === 1 ? 'one click' : `${count} clicks`,
    within(clicks?.after.find((row) => row.clicks === count)),
    share(taught?.after.find((row) => row.clicks === count)?.learned),
  ]);
  const word = ['the word', within(clicks?.words), share(taught?.after[0]?.words)];
  const heads = [
    '',
    `in the same picture: pointing / AP, ${clicks?.questions ?? 0} questions on rendered scenes`,
    `the other photographs ranked: mean AP of ${taught?.labels ?? 0} labels, UC Merced test`,
  ];
  return { clicks: markdownTable(heads, [...rows, word]) };
}

/** Blocks on real photographs of other sources, and on things within a picture. */
export function beyondBlocks(reports: BeyondReports): Record<string, string> {
  return { beyond: beyond(reports), asked: asked(reports) };
}

function beyond({ rsicd, ucm, scenes, fullTruth, cars, houses }: BeyondReports): string {
  const pointing = (report: Report | undefined, part: 'groundTruth' | 'held') => {
    const found = report?.[part]?.overall;
    return found && `${share(found.pointing)} / ${share(found.averagePrecision)}`;
  };
  const house = houses?.boxes?.whole.find(({ width, height }) => width === 1536 && height === 1024);
  const rows: [string, string, string | undefined, string, string][] = [
    [
      'photographs by class, top-1',
      'UC Merced, split test',
      ucm && share(ucm.zeroShot?.top1),
      '.90',
      '.96',
    ],
    ['17 things ranked by the map, mAP', 'the same', ucm && share(ucm.labels?.mAP), '.85', '.94'],
    ['five examples, precision@20', 'the same', ucm && share(ucm.fewShot?.five), '.93', '.97'],
    [
      'presence by word, mean AUC',
      'RSICD, split test',
      rsicd.presence && share(rsicd.presence.meanAuc),
      '.95',
      '.98',
    ],
    [
      'pointing / AP',
      '540 rendered scenes, other seeds',
      pointing(scenes, 'groundTruth'),
      '.76 / .60',
      '.88 / .72',
    ],
    [
      'with cars and small roads',
      '240 rendered scenes, other seeds',
      pointing(fullTruth, 'groundTruth'),
      '',
      '',
    ],
    [
      'words that were held out of training',
      '540 rendered scenes',
      pointing(scenes, 'held'),
      '.48 / .42',
      '.65 / .55',
    ],
    [
      'cars, pointing / AP',
      'KIT AIS, Munich',
      cars?.boxes && `${share(cars.boxes.pointing)} / ${share(cars.boxes.ap)}`,
      '.92 / .58',
      '.97 / .70',
    ],
    [
      `houses at 1,536 x 1,024, AP${house ? ` (chance ${share(house.chance)})` : ''}`,
      'Kampala, from a drone',
      house && share(house.ap),
      '.74',
      '.82',
    ],
  ];
  return markdownTable(
    ['', 'measured on', 'measured', 'at least', 'aim'],
    rows.map(([what, on, measured, ...targets]) => [what, on, measured ?? '–', ...targets]),
  );
}

/** How often an answer of Find's was right, and how often it gave none. */
function asked({ rsicd, ucm }: BeyondReports): string {
  const rows = [
    ['RSICD test, nouns of captions', rsicd.presence] as const,
    ['UC Merced test, 17 things', ucm?.labels] as const,
  ].map(([name, found]) => [name, share(found?.right), share(found?.unsure)]);
  return markdownTable(['Find, asked whether it is there', 'right', 'cannot tell'], rows);
}
