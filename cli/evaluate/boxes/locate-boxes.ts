import { AppError } from '@/lib/errors/errors';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { cutOut } from '@/lib/image/picture';
import type { Crop, RgbaImage } from '@/lib/image/types';
import { Asker } from '../asking/asker';
import type { Work } from '../embed';
import { centersIn, coverage, pixelMask, shareOf } from '../ground-truth/coverage';
import { knownCells, LARGEST_SHARE, only } from '../ground-truth/locate';
import { scoreOf } from '../ground-truth/tally';
import { randomBySeed } from '../random';
import { readBytes } from '../read-images';
import type { BoxFigures } from '../report';
import { type BoxedPicture, readBoxes } from './box-file';
import { CROPS, outlinesIn, planCrops } from './crops';

export interface BoxTask {
  /** See {@link readBoxes}. */
  readonly file: string;
  readonly word: string;
  readonly seed: number;
  /** Px of the input a pixel of the picture; left out, as Find chooses. */
  readonly scale?: number | undefined;
}

/**
 * Asks crops of boxed pictures, and the whole pictures, where the word is.
 * @throws AppError file-missing | file-invalid | image-…
 */
export async function locateBoxes(
  { file, word, seed, scale }: BoxTask,
  begin: (label: string, total: number) => Work,
): Promise<BoxFigures> {
  const pictures = readBoxes(file);
  const sizes = [];
  for (const picture of pictures) {
    const { width, height } = await read(picture);
    sizes.push({ width, height, boxes: picture.boxes });
  }
  const crops = planCrops(sizes, CROPS, randomBySeed(seed));
  const { encoder, signal, onStep } = begin('Boxes', crops.length + pictures.length);
  const asker = new Asker(encoder, scale);
  const scores: Score[] = [];
  const whole: BoxFigures['whole'][number][] = [];
  for (const [i, picture] of pictures.entries()) {
    const image = await read(picture);
    for (const { crop } of crops.filter((planned) => planned.picture === i)) {
      signal.throwIfAborted();
      const score = await ask(asker, word, picture, image, crop);
      if (score && score.area < LARGEST_SHARE) scores.push(score);
      onStep(1);
    }
    const { width, height } = image;
    const all = await ask(asker, word, picture, image, { x: 0, y: 0, width, height });
    if (all) {
      const { averagePrecision: ap, area: chance } = all;
      const boxes = picture.boxes.length;
      whole.push({ filename: picture.file, width, height, boxes, chance, ap });
    }
    onStep(1);
  }
  if (scores.length === 0) {
    const message = `No crop of the pictures of ${file} shows a box and something else.`;
    throw new AppError('file-invalid', message, 'Check that boxes are in pixels of the pictures.');
  }
  const mean = (key: keyof Score) => scores.reduce((sum, s) => sum + s[key], 0) / scores.length;
  const [pointing, chance, ap] = [mean('pointing'), mean('area'), mean('averagePrecision')];
  return { word, pointing, chance, ap, images: scores.length, seed, whole };
}

type Score = ReturnType<typeof scoreOf>;

/** Null where the crop shows nothing of a box. */
async function ask(
  asker: Asker,
  word: string,
  picture: BoxedPicture,
  image: RgbaImage,
  crop: Crop,
): Promise<Score | null> {
  const { width, height } = crop;
  const pixels = pixelMask(outlinesIn(crop, picture.boxes), width, height);
  const area = shareOf(pixels);
  if (area === 0) return null;
  const { grid, ask: answer } = await asker.survey(cutOut(image, crop));
  const [judged] = await answer([word]);
  if (!judged) throw new RangeError('the session gave nothing back');
  const others = pixelMask(outlinesIn(crop, picture.others), width, height);
  const known = only(
    {
      map: judged.probability,
      mask: coverage(pixels, width, grid),
      centers: centersIn(pixels, width, grid),
    },
    knownCells(coverage(others, width, grid)),
  );
  return known.mask.some((share) => share > 0) ? scoreOf({ ...known, area }) : null;
}

async function read(picture: BoxedPicture): Promise<RgbaImage> {
  return decodeImage(await readBytes(picture), picture.file);
}
