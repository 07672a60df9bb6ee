import type {
  AskedFigures,
  BoxFigures,
  ClickFigures,
  FewShotFigures,
  Report,
  TaughtFigures,
  WithoutFigures,
} from './report';
import { percent, share, type Table } from './table';

/** Tables of what Find answers, and of what examples find; none for what was not measured. */
export function findTables(report: Report): Table[] {
  const { labels, presence, boxes, fewShot, without, clicks, taught } = report;
  return [
    ...(clicks ? [clickTable(clicks)] : []),
    ...(taught ? [taughtTable(taught)] : []),
    ...(labels
      ? [
          askedTable(
            `Labels, mAP ${share(labels.mAP)}`,
            labels,
            Object.entries(labels.perLabel).map(([name, row]) => ({ name, row, ap: row.ap })),
          ),
        ]
      : []),
    ...(presence
      ? [
          askedTable(
            `Presence, mean AUC ${share(presence.meanAuc)}`,
            presence,
            presence.words.map((row) => ({ name: row.word, row, ap: null })),
          ),
        ]
      : []),
    ...(boxes ? [boxTable(boxes)] : []),
    ...(fewShot ? [fewShotTable(fewShot)] : []),
    ...(without ? [withoutTable(without)] : []),
  ];
}

function askedTable(
  title: string,
  { right, unsure }: { readonly right: number | null; readonly unsure: number },
  rows: readonly { name: string; row: AskedFigures; ap: number | null }[],
): Table {
  const summary = `right ${share(right)} of those answered, cannot tell ${percent(100 * unsure)}%`;
  return {
    title: `${title}; ${summary}`,
    heads: ['there', 'not', 'AP', 'AUC', 'yes', 'no', 'cannot tell', 'right', 'map'],
    rows: rows.map(({ name, row, ap }) => ({
      name,
      cells: [
        ...[row.positives, row.negatives].map(String),
        ...[ap, row.auc].map(share),
        ...[row.yes, row.no, row.unsure].map(String),
        share(row.right),
        row.map,
      ],
    })),
  };
}

function boxTable({ word, pointing, chance, ap, images, whole }: BoxFigures): Table {
  const row = (name: string, cells: readonly (number | null)[]) => ({
    name,
    cells: cells.map(share),
  });
  return {
    title: `Boxes, "${word}"`,
    heads: ['pointing', 'chance', 'AP'],
    rows: [
      row(`${images} crops`, [pointing, chance, ap]),
      ...whole.map((picture) =>
        row(`${picture.filename}, ${picture.width} x ${picture.height}, whole`, [
          null,
          picture.chance,
          picture.ap,
        ]),
      ),
    ],
  };
}

function clickTable({ questions, words, after }: ClickFigures): Table {
  const row = (name: string, { pointing, averagePrecision }: ClickFigures['words']) => ({
    name,
    cells: [share(pointing), share(averagePrecision)],
  });
  return {
    title: `Learning from clicks, ${questions} questions`,
    heads: ['pointing', 'AP'],
    rows: [
      row('by words', words),
      ...after.map((one) =>
        row(`after ${one.clicks} ${one.clicks === 1 ? 'click' : 'clicks'}`, one),
      ),
    ],
  };
}

function taughtTable({ labels, after }: TaughtFigures): Table {
  return {
    title: `Clicks in one photograph, asked of the others, ${labels} labels`,
    heads: ['photographs', 'AP by the word', 'AP by what was learned'],
    rows: after.map(({ clicks, lessons, words, learned }) => ({
      name: `after ${clicks} ${clicks === 1 ? 'click' : 'clicks'}`,
      cells: [String(lessons), share(words), share(learned)],
    })),
  };
}

function withoutTable({ alone, without, pairs }: WithoutFigures): Table {
  return {
    title: `"A without B", ${pairs} pairs`,
    heads: ['precision@20'],
    rows: [
      { name: "by A's word alone", cells: [share(alone)] },
      { name: 'by A without B', cells: [share(without)] },
    ],
  };
}

function fewShotTable({ text, one, five, feedback, categories, draws }: FewShotFigures): Table {
  return {
    title: `Examples, ${categories} categories, ${draws} draws`,
    heads: ['precision@20'],
    rows: [
      { name: "by the category's prompt", cells: [share(text)] },
      { name: 'by one example', cells: [share(one)] },
      { name: 'by five', cells: [share(five)] },
      { name: 'by five and twenty marked results', cells: [share(feedback)] },
    ],
  };
}
