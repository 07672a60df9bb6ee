import type { CaseResult, Results, Row } from '@/cli/tools/bench/types';
import { markdownTable } from './markdown';

/** Rows of the README's table: a figure of `npm run bench`, what is asked of it, and how they compare. */
const ASKED: readonly {
  readonly what: string;
  readonly of: string;
  readonly row?: string;
  readonly ratio?: string;
  readonly atLeast: string;
}[] = [
  {
    what: 'new words → painted results, median',
    of: 'text',
    row: 'new words, 2 threads: keystroke to painted results',
    atLeast: '16 ms',
  },
  {
    what: 'keystroke → painted letter',
    of: 'text',
    row: 'new words, 2 threads: keystroke to the painted letter',
    atLeast: '',
  },
  {
    what: 'words asked before → painted results',
    of: 'text',
    row: 'asked before, 2 threads: keystroke to painted results',
    atLeast: '16 ms',
  },
  {
    what: 'of new words: encode',
    of: 'text',
    row: 'new words, 2 threads: encode',
    atLeast: '',
  },
  {
    what: 'of new words: search 540 images',
    of: 'text',
    row: 'new words, 2 threads: search',
    atLeast: '',
  },
  {
    what: 'text encoding, transformers.js over ours',
    of: 'peer',
    ratio: 'text: transformers.js over Overlook',
    atLeast: '1.5x',
  },
  {
    what: 'image encoding from bytes, transformers.js over ours',
    of: 'peer',
    ratio: 'image: transformers.js over Overlook',
    atLeast: '1x',
  },
  {
    what: 'exact search at 10,000, cosine-and-sort over ours',
    of: 'index',
    ratio: '10000: cosine-and-sort over exact',
    atLeast: '5x',
  },
  {
    what: 'first text result, first visit, 10 Mbit/s',
    of: 'visit',
    row: 'first visit: first result',
    atLeast: '4 s',
  },
  {
    what: 'bytes until then',
    of: 'visit',
    row: 'first visit: until the first result',
    atLeast: '6 MB',
  },
  {
    what: 'first text result, second visit',
    of: 'visit',
    row: 'second visit: first result',
    atLeast: '0.7 s',
  },
  {
    what: 'tasks over 100 ms: loading',
    of: 'thread',
    row: 'while models load: tasks over 100 ms',
    atLeast: '0',
  },
  {
    what: 'tasks over 100 ms: typing',
    of: 'thread',
    row: 'typing at 8 keys a second: tasks over 100 ms',
    atLeast: '0',
  },
  {
    what: 'tasks over 100 ms: an 8,192 px picture in Find',
    of: 'thread',
    row: 'an 8,192 px picture is looked at: tasks over 100 ms',
    atLeast: '0',
  },
  {
    what: 'tasks over 100 ms: searching with it',
    of: 'thread',
    row: 'an 8,192 px picture is searched with: tasks over 100 ms',
    atLeast: '0',
  },
  {
    what: 'memory growth over 1,000 texts',
    of: 'memory',
    ratio: 'growth over the texts',
    atLeast: '5%',
  },
  {
    what: 'memory growth over 200 pictures',
    of: 'memory',
    ratio: 'growth over the pictures',
    atLeast: '5%',
  },
  {
    what: 'memory growth over 20 model switches',
    of: 'switches',
    ratio: 'growth over the switches',
    atLeast: '5%',
  },
];

/** Cases of one kind, from the smallest. */
const COLLECTIONS = ['collection', 'collection-1000000'] as const;

/** The blocks that show what `npm run bench` measured. */
export function speedBlocks({ machine, versions, cases }: Results): Record<string, string> {
  const on = `On ${machine.cores} cores (${machine.cpu}), Chromium ${versions.chromium ?? '?'}, onnxruntime-web ${versions['onnxruntime-web'] ?? '?'}, 2 WASM threads; \`bench/results.json\` has every figure with its quartiles.`;
  return {
    speed: `${summary(cases)}\n\n${on}`,
    'find-times': findTimes(cases.find),
    collections: collections(cases),
    'speed-cases': Object.entries(cases)
      .map(([id, result]) => section(id, result))
      .join('\n\n'),
  };
}

function summary(cases: Results['cases']): string {
  const rows = ASKED.flatMap(({ what, of, row, ratio, atLeast }) => {
    const result = cases[of];
    if (!result) return [];
    if (ratio !== undefined) {
      const value = result.ratios?.[ratio];
      if (value === undefined) return [];
      const share = atLeast.endsWith('%');
      return [[what, share ? `${(value * 100).toFixed(1)}%` : `${value.toFixed(2)}x`, atLeast]];
    }
    const found = result.rows.find(({ name }) => name === row);
    return found ? [[what, printed(found), atLeast]] : [];
  });
  return markdownTable(['', 'measured', 'asked'], rows);
}

function findTimes(result: CaseResult | undefined): string {
  if (!result) return 'Not measured.';
  const rows = result.rows.map((row) => [row.name, printed(row), `${row.q1} to ${row.q3}`]);
  return `${markdownTable(['picture, method', 'median', 'quartiles, ms'], rows)}\n\n${result.how}`;
}

/** What collections of several sizes take, beside each other. */
function collections(cases: Results['cases']): string {
  const measured = COLLECTIONS.flatMap((id) => cases[id] ?? []);
  const [first] = measured;
  if (!first) return 'Not measured.';
  const rows = first.rows.map(({ name }) => [
    name,
    ...measured.map(({ rows }) => {
      const row = rows.find((other) => other.name === name);
      return row ? printed(row) : '';
    }),
  ]);
  const heads = ['', ...measured.map(({ title }) => title.replace('A collection of ', ''))];
  return `${markdownTable(heads, rows)}\n\n${first.how}`;
}

function section(id: string, { title, how, rows, ratios, left, seconds }: CaseResult): string {
  const lines = rows.map((row) => [
    row.name,
    printed(row),
    row.samples > 1 ? `${row.q1} to ${row.q3}` : '',
    String(row.samples),
  ]);
  const table = markdownTable([title, 'median', 'quartiles', 'samples'], lines);
  const shares = Object.entries(ratios ?? {}).map(([name, value]) => `- ${name}: ${value}`);
  const rest = (left ?? []).map((text) => `- Left out: ${text}`);
  const notes = [...shares, ...rest].join('\n');
  return `### ${id}\n\n${how} (${seconds} s)\n\n${table}${notes && `\n\n${notes}`}`;
}

function printed({ median, unit }: Row): string {
  return unit === 'requests' || unit === 'share' ? String(median) : `${median} ${unit}`;
}
