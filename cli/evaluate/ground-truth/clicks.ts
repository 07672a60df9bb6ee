import type { Example } from '@/lib/find/types';
import type { PatchGrid, Rectangle } from '@/lib/patches/grid';
import type { Surveyed } from '../asking/asker';
import type { ClickFigures } from '../report';
import { type Answer, scoreOf } from './tally';

/** Numbers of clicks that are measured. */
const MEASURED = [1, 3, 5] as const;
/** Side of what a click marks, cells. */
const MARKED = 1;

interface Scored {
  readonly pointing: number;
  readonly averagePrecision: number;
}

/** Where a cell lies, px of the picture. */
export function partOf(
  cell: number,
  { rows, cols }: PatchGrid,
  picture: { readonly width: number; readonly height: number },
): Rectangle {
  const [width, height] = [picture.width / cols, picture.height / rows];
  return {
    x: (cell % cols) * width,
    y: Math.floor(cell / cols) * height,
    width: MARKED * width,
    height: MARKED * height,
  };
}

/** The cell with the largest or the smallest value of those that are asked for; undefined where there is none. */
function extreme(
  map: Float32Array,
  sign: 1 | -1,
  isAsked: (cell: number) => boolean,
): number | undefined {
  let best: number | undefined;
  for (let cell = 0; cell < map.length; cell++) {
    if (!isAsked(cell)) continue;
    if (best === undefined || sign * (map[cell] as number) > sign * (map[best] as number)) {
      best = cell;
    }
  }
  return best;
}

/** What clicks do, over all questions that were asked with them. */
export class ClickTally {
  private readonly before: Scored[] = [];
  private readonly after = new Map<number, Scored[]>(MEASURED.map((clicks) => [clicks, []]));

  /**
   * Somebody who sees the thing clicks: "this yes" on it, where the map is lowest; then, in turn, "that no" at the highest
   * place beside it and "this yes" on it again. The map that was learned is scored on cells that were not clicked.
   *
   * @param size side of the picture, px
   */
  async ask(answer: Answer, surveyed: Surveyed, size: number): Promise<void> {
    const { mask } = answer;
    const clicked = new Set<number>();
    const examples: Example[] = [];
    let { map } = answer;
    const scores = new Map<number, Scored>();
    for (let click = 1; click <= Math.max(...MEASURED); click++) {
      const yes = click % 2 === 1;
      const cell = extreme(map, yes ? -1 : 1, (i) =>
        clicked.has(i) ? false : yes ? (mask[i] as number) > 0.5 : mask[i] === 0,
      );
      if (cell === undefined) return; // Smaller than a cell, or all of the picture: nobody could click so often.
      clicked.add(cell);
      examples.push({ part: partOf(cell, surveyed.grid, { width: size, height: size }), yes });
      map = surveyed.mapOf(surveyed.learn(examples));
      if (MEASURED.some((clicks) => clicks === click)) {
        const score = scored(answer, map, clicked);
        if (!score) return;
        scores.set(click, score);
      }
    }
    const before = scored(answer, answer.map, clicked);
    if (!before) return;
    this.before.push(before);
    for (const [clicks, score] of scores) this.after.get(clicks)?.push(score);
  }

  /** Undefined where nothing could be asked. */
  figures(): ClickFigures | undefined {
    if (this.before.length === 0) return undefined;
    const mean = (scores: readonly Scored[]) => ({
      pointing: scores.reduce((sum, { pointing }) => sum + pointing, 0) / scores.length,
      averagePrecision:
        scores.reduce((sum, { averagePrecision }) => sum + averagePrecision, 0) / scores.length,
    });
    return {
      questions: this.before.length,
      words: mean(this.before),
      after: MEASURED.map((clicks) => ({ clicks, ...mean(this.after.get(clicks) ?? []) })),
    };
  }
}

/** A map's score on the cells that were not clicked; null where none of them shows the thing. */
function scored(answer: Answer, map: Float32Array, clicked: ReadonlySet<number>): Scored | null {
  const cells = Uint32Array.from([...map.keys()].filter((cell) => !clicked.has(cell)));
  const mask = Float32Array.from(cells, (cell) => answer.mask[cell] as number);
  if (!mask.some((share) => share > 0)) return null;
  const { pointing, averagePrecision } = scoreOf({
    map: Float32Array.from(cells, (cell) => map[cell] as number),
    mask,
    centers: Uint8Array.from(cells, (cell) => answer.centers[cell] as number),
    area: answer.area,
  });
  return { pointing, averagePrecision };
}
