import { basename } from 'node:path';
import type { Encoder } from '@/lib/encoder/encoder';
import { questionsOf } from '@/lib/evaluation/questions';
import { retrievalFigures } from '@/lib/evaluation/retrieval';
import { GALLERY_SPLIT } from '@/lib/evaluation/types';
import { zeroShotFigures } from '@/lib/evaluation/zero-shot';
import { bestThreshold } from '@/lib/metrics/binary';
import { askFind } from './ask-find';
import { calibrate } from './calibrate';
import type { DataItem, Dataset } from './dataset';
import { embedImages, embedTexts, type Work } from './embed';
import type { Embedded } from './embedded';
import { fewShotFigures } from './few-shot';
import { localize } from './localize';
import { planMosaics } from './mosaics';
import { answerable, type OwnWordsQuery, ownWordsFigures } from './own-words';
import { labelNouns } from './presence/figures';
import { captionNouns, type Named } from './presence/nouns';
import type { LocalizationFigures, Report } from './report';
import type { Stages } from './stages';
import { withoutFigures } from './without';

export interface Task {
  readonly encoder: Encoder;
  readonly data: Dataset;
  readonly ownWords: { readonly file: string; readonly queries: readonly OwnWordsQuery[] };
  readonly mosaics: number;
  readonly seed: number;
  /** Px of the input a pixel of a scene with ground truth; left out, Find's choice. */
  readonly scale?: number | undefined;
  /** Images that are asked what they show, spread over the data. */
  readonly presence: number;
  readonly strict: boolean;
  readonly signal: AbortSignal;
}

/** What the report says beside the figures. */
export type Figures = Omit<
  Report,
  'seconds' | 'peakBytes' | 'modelFiles' | 'versions' | 'date' | 'stages'
>;

/** Makes all figures. @throws AppError file-invalid | image-… */
export async function evaluate(task: Task, stages: Stages): Promise<Figures> {
  const { encoder, data, signal } = task;
  const work = (label: string, total: number) => stages.begin(label, total, { encoder, signal });

  const images = await embedImages(
    data.items,
    work('Encoding images', data.items.length),
    task.strict,
  );
  const embedded = await embedWords(images.items, images.rows, work);
  stages.begin('Comparing', 0, { encoder, signal });
  const zeroShot = zeroShotFigures(embedded);
  const retrieval = await retrievalFigures(embedded);
  const queries = answerable(task.ownWords.queries, embedded);
  const asked = await embedTexts(
    queries.map(({ query }) => query),
    work('Own words', queries.length),
  );
  const ownWords = ownWordsFigures(queries, asked, embedded, basename(task.ownWords.file));

  const plan = planMosaics(drawable(embedded), task.mosaics, task.seed);
  const localized =
    plan.length > 0 ? await localize(embedded, plan, work('Mosaics', plan.length)) : null;
  const localization: LocalizationFigures | null = localized && {
    ...localized.tally.figures(encoder.model.presence?.threshold),
    seed: task.seed,
    milliseconds: localized.milliseconds,
  };
  const presence = localized ? bestThreshold(localized.tally.separated()) : null;
  const calibration =
    data.split === 'valid'
      ? { presence, cutoff: await calibrate(embedded, asked, work) }
      : undefined;
  const found = data.split === GALLERY_SPLIT ? {} : await askFind(data, embedded, task, work);
  const fewShot = fewShotFigures(embedded, task.seed);
  const things = thingsOf(embedded.items);
  const words = await embedTexts(
    things.map(({ word }) => word),
    work('Words', things.length),
  );
  const without = withoutFigures(things, words, embedded.images);
  stages.end();
  return {
    model: encoder.model.id,
    data: data.name,
    split: data.split,
    images: images.items.length,
    ...(data.split === GALLERY_SPLIT && { imagesAsBuilt: images.asBuilt }),
    zeroShot,
    retrieval,
    localization,
    ownWords,
    ...found,
    ...(fewShot && { fewShot }),
    ...(without && { without }),
    ...(calibration && { calibration }),
    skipped: [...data.problems, ...images.problems],
  };
}

/** Things that images show and do not show: by their labels, else by the nouns of their captions. */
function thingsOf(items: readonly DataItem[]): Named[] {
  const labelled = labelNouns(items.map(({ labels }) => labels));
  return labelled.length > 0 ? labelled : captionNouns(items.map(({ captions }) => captions));
}

/** Begins a part of the run. */
export type Begin = (label: string, total: number) => Work;

async function embedWords(
  items: readonly DataItem[],
  images: Embedded['images'],
  begin: Begin,
): Promise<Embedded> {
  const { captions, prompts, ...questions } = questionsOf(items);
  const work = begin('Encoding texts', new Set(captions).size + prompts.length);
  return {
    ...questions,
    items,
    images,
    captions: await embedTexts(captions, work),
    prompts: await embedTexts(prompts, work),
  };
}

/** Categories of the items whose image can be drawn into a mosaic. */
function drawable({ items, categoryOfItem }: Embedded): Embedded['categoryOfItem'] {
  return categoryOfItem.map((category, i) => (items[i]?.image === false ? undefined : category));
}
