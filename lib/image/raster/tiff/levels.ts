import type { Crop } from '../../types';
import type { Blocks } from './blocks';
import type { Directory } from './directory';
import { TAG } from './tags';

/** The picture, or an overview of it. */
export interface Level {
  readonly blocks: Blocks;
  /** Of the same size: 0 where there is nothing. Null where the file has no mask. */
  readonly mask: Blocks | null;
}

/** The picture itself, then its overviews, the largest first. */
export type Levels = readonly [Level, ...Level[]];

/** Bits of a directory's kind. */
const REDUCED = 1;
const MASK = 4;

/**
 * The picture and those of its overviews that can be read. Where the picture has a mask, an overview without a mask of
 * its size is left out: what is nothing would be shown in it.
 * @throws UnsupportedKind | BrokenHeader where the picture itself or its mask cannot be read
 */
export function levelsOf(
  all: readonly Directory[],
  main: Directory,
  blocksOf: (tags: Directory) => Blocks,
): Levels {
  const maskFor = (size: Directory): Blocks | null => {
    const tags = all.find(
      (one) =>
        (kindOf(one) & MASK) !== 0 &&
        number(one, TAG.width) === number(size, TAG.width) &&
        number(one, TAG.height) === number(size, TAG.height),
    );
    return tags ? blocksOf(tags) : null;
  };
  const whole: Level = { blocks: blocksOf(main), mask: maskFor(main) };
  const of = whole.blocks.layout;
  const smaller = all
    .filter((tags) => tags !== main && (kindOf(tags) & (REDUCED | MASK)) === REDUCED)
    .flatMap((tags) => attempt(() => ({ blocks: blocksOf(tags), mask: maskFor(tags) })) ?? [])
    .filter(({ blocks: { layout }, mask }) => {
      const scale = layout.width / of.width;
      return (
        layout.samples === of.samples &&
        layout.type === of.type &&
        layout.photometric === of.photometric &&
        layout.width < of.width &&
        Math.abs(scale - layout.height / of.height) * of.width < 2 / scale + 2 &&
        (whole.mask === null || mask !== null)
      );
    })
    .sort((a, b) => b.blocks.layout.width - a.blocks.layout.width);
  return [whole, ...smaller];
}

/** 0 where there is nothing. [height * width] */
export async function maskIn(mask: Blocks, part: Crop): Promise<Uint8Array> {
  const out = new Uint8Array(part.width * part.height);
  const { blockWidth, blockHeight } = mask.layout;
  for (let by = Math.floor(part.y / blockHeight); by * blockHeight < part.y + part.height; by++) {
    for (let bx = Math.floor(part.x / blockWidth); bx * blockWidth < part.x + part.width; bx++) {
      const { values, width } = await mask.get(bx, by, 0);
      const x1 = Math.min(part.x + part.width, (bx + 1) * blockWidth);
      const y1 = Math.min(part.y + part.height, (by + 1) * blockHeight);
      for (let y = Math.max(part.y, by * blockHeight); y < y1; y++)
        for (let x = Math.max(part.x, bx * blockWidth); x < x1; x++)
          out[(y - part.y) * part.width + x - part.x] =
            values[(y - by * blockHeight) * width + x - bx * blockWidth] === 0 ? 0 : 1;
    }
  }
  return out;
}

function kindOf(tags: Directory): number {
  return number(tags, TAG.subfileType);
}

function number(tags: Directory, tag: number): number {
  const value = tags.get(tag);
  return typeof value === 'object' ? (value[0] ?? 0) : 0;
}

/** Overviews that cannot be read are passed over. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
