import type { ModelManifest } from '@/lib/model/types';
import { askPictures } from './asking/ask-pictures';
import { type DataItem, type Dataset, limitItems } from './dataset';
import type { Embedded } from './embedded';
import type { Begin, Task } from './evaluate';
import { LARGEST_SHARE } from './ground-truth/locate';
import type { GroundTruthTally } from './ground-truth/tally';
import { TruthFile } from './ground-truth/truth-file';
import { labelFigures, labelNouns, presenceFigures } from './presence/figures';
import { captionNouns, type Named } from './presence/nouns';
import { taughtFigures } from './presence/taught';
import type { Report } from './report';

/** All figures that are of what Find answers; each picture is encoded once for them. */
export async function askFind(
  { truth }: Dataset,
  embedded: Embedded,
  { encoder, presence, scale }: Pick<Task, 'encoder' | 'presence' | 'scale'>,
  begin: Begin,
): Promise<Pick<Report, 'groundTruth' | 'held' | 'clicks' | 'labels' | 'taught' | 'presence'>> {
  const items = truth ? embedded.items : limitItems(embedded.items, presence);
  const all = presence > 0;
  const nouns = all ? captionNouns(items.map(({ captions }) => captions)) : [];
  const labelled = all ? labelNouns(items.map(({ labels }) => labels)) : [];
  const words = [...new Set([...nouns, ...labelled].map(({ word }) => word))];
  if (!truth && words.length === 0) return {};
  const truths = truth ? await TruthFile.open(truth) : undefined;
  try {
    const work = begin('Asking pictures', items.length);
    const { answers, tally, clicks } = await askPictures(items, { words, truths, scale }, work);
    const labels = labelFigures(labelled, (word) => answers.of(word));
    const taught = labels && (await taughtOf(items, labelled, scale, begin));
    const clicked = clicks.figures();
    const named = presenceFigures(nouns, (word) => answers.of(word));
    return {
      ...(truths && truthFigures(tally, encoder.model)),
      ...(clicked && { clicks: clicked }),
      ...(labels && { labels }),
      ...(taught && { taught }),
      ...(named && { presence: named }),
    };
  } finally {
    await truths?.close();
  }
}

/** Each photograph is encoded a second time: what is learned in the last one is asked of the first. */
function taughtOf(
  items: readonly DataItem[],
  labelled: readonly Named[],
  scale: number | undefined,
  begin: Begin,
) {
  return taughtFigures(items, labelled, scale, begin('Learning from clicks', items.length));
}

function truthFigures(
  tally: GroundTruthTally,
  { patches }: ModelManifest,
): Pick<Report, 'groundTruth' | 'held'> {
  const held = patches?.held && tally.figures(patches.held);
  return {
    groundTruth: { largestShare: LARGEST_SHARE, ...tally.figures() },
    ...(held && held.overall.questions > 0 && { held: { largestShare: LARGEST_SHARE, ...held } }),
  };
}
