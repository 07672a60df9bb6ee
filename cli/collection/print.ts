import { duration } from '../shared/progress';
import type { Created } from './create';
import { type Recall, WANTED } from './index-table';
import type { Verified } from './manage';
import type { CollectionManifest } from './store/manifest';

export function printCreated(
  { manifest, added, leftOut, measured, unchanged }: Created,
  seconds: number,
): string {
  const { id, rows } = manifest;
  if (unchanged) return `${id} holds all of it already: ${rows} items.\n`;
  const out = [...leftOut].map(([reason, count]) => `Left out ${count} rows: ${reason}.\n`);
  return `${id}: ${added} items added, ${rows} in all, in ${duration(seconds)}.\n${out.join('')}${printRecall(measured)}Serve it: npm start -- --collections DIR\n`;
}

export function printRecall(measured: Recall | undefined): string {
  if (!measured) return 'Searched by comparing with every item; larger ones get an index.\n';
  const { recall, sample, probes } = measured;
  return `Index: recall@10 ${recall.toFixed(3)} against exact search on ${sample} queries, looking into ${probes.partitions} partitions and comparing ${probes.refine} candidates a result.\n${recall < WANTED ? `This is below ${WANTED}: some of the nearest items are missed. compact --rebuild may help.\n` : ''}`;
}

export function printVerified({ manifest, rows, measured, problems }: Verified): string {
  const lines =
    problems.length > 0 ? problems.map((line) => `${line}\n`).join('') : 'All is well.\n';
  return `${manifest.id}: ${rows} items of ${manifest.dim} numbers, by the model ${manifest.model}.\n${printRecall(measured)}${lines}`;
}

export function printList(found: {
  readonly read: readonly CollectionManifest[];
  readonly broken: readonly { readonly id: string; readonly message: string }[];
}): string {
  if (found.read.length + found.broken.length === 0) return 'There are no collections here.\n';
  const rows = found.read.map(
    ({ id, title, rows: items, model, ready, index }) =>
      `${id}  ${items} items  ${model}  ${index ? `recall@10 ${index.recall.toFixed(3)}` : 'exact'}  ${title}${ready ? '' : '  (not finished)'}\n`,
  );
  return rows.join('') + found.broken.map(({ message }) => `${message}\n`).join('');
}
