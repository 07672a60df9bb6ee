import type { GalleryManifest } from '@/lib/gallery/types';
import { LEAST_RECALL } from '@/lib/search-index/recall';
import type { Found } from '../shared/gallery-list';
import type { Built } from './build';
import type { Answers } from './certainty/ask';
import { type IndexReport, indexWords, leastRecall } from './index-file';
import type { Verified } from './verify';

export function printBuilt({ folder, items, skipped, index }: Built, seconds: string): string {
  const lost =
    skipped.length === 0
      ? ''
      : `; ${count(skipped.length, 'image')} skipped:\n  ${skipped.join('\n  ')}`;
  return `${count(items, 'image')} in ${folder} after ${seconds}${lost}\n${index ? indexLine(index) : ''}`;
}

function indexLine(index: IndexReport): string {
  const verdict =
    leastRecall(index) >= LEAST_RECALL
      ? '.'
      : `, less than ${LEAST_RECALL}: no index was written, and exact search answers. It takes a few milliseconds up to 100,000 images; leave out images that nearly repeat others for an index that finds more.`;
  return `${capital(indexWords(index))}${verdict}\n`;
}

/** @param bytes size of each gallery's folder, in their order */
export function printList(
  { read, broken }: Found<GalleryManifest>,
  bytes: readonly number[],
  unfinished: readonly string[],
): string {
  const rows = read.map(({ id, items, model, title }, i) => [
    id,
    String(items.length),
    model,
    megabytes(bytes[i] ?? 0),
    title,
  ]);
  const table = [['id', 'items', 'model', 'size', 'title'], ...rows];
  const widths = table[0]?.map((_, c) =>
    Math.max(...table.map((row) => (row[c] as string).length)),
  );
  const lines =
    read.length === 0 ? ['No galleries yet: npm run gallery -- build FOLDER --id ID'] : [];
  if (read.length > 0) {
    lines.push(
      ...table.map((row) =>
        row
          .map((cell, c) => cell.padEnd(widths?.[c] ?? 0))
          .join('  ')
          .trimEnd(),
      ),
    );
  }
  lines.push(...broken.map(({ id, message }) => `${id}: ${message}`));
  lines.push(
    ...unfinished.map((id) => `${id}: not finished; build it again to go on, or remove it`),
  );
  return `${lines.join('\n')}\n`;
}

export function printVerified({ gallery, index, leastCosine, problems }: Verified): string {
  const again =
    leastCosine === null
      ? ''
      : `, sample embedded again: cosine at least ${leastCosine.toFixed(6)}`;
  const head = `${gallery.id}: ${count(gallery.items.length, 'item')}, ${index ? indexWords(index) : 'no index, exact search answers'}${again}`;
  const verdict =
    problems.length === 0
      ? 'All well.'
      : `${count(problems.length, 'problem')}:\n  ${problems.join('\n  ')}`;
  return `${head}\n${verdict}\n`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What a gallery answers well, and how sure it is of it. */
export function printAnswers({ suggestions, certainty }: Answers): string {
  const list = suggestions?.join(', ') ?? 'none';
  if (!certainty) return `Suggestions: ${list}\n`;
  const { queries, above, kept, refused } = certainty.measured;
  return `Suggestions: ${list}
Divider, on ${queries} queries that were not fitted on: ${above} of the results above it are right, ${kept} of the right
results are above it, and ${refused} of the queries that nothing answers show nothing above it.
`;
}
