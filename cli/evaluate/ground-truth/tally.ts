import { mapAveragePrecision, pointingAccuracy } from '@/lib/metrics/localization';
import { peakOf } from '@/lib/patches/relevance';
import type { GroundTruthFigures, Pointing } from '../report';

/** One question, "where is NAME in this scene", and what the map answered. */
export interface Answer {
  readonly feature: string;
  /** The feature's synonyms; left out, it has none. */
  readonly names?: readonly string[];
  /** The scene's category; undefined where it has none. */
  readonly category: string | undefined;
  /** [cells] */
  readonly map: Float32Array;
  /** Share of each cell that shows the feature, 0..1, not 0 everywhere, [cells]. */
  readonly mask: Float32Array;
  /** 1 where the cell's centre lies in the feature, [cells]. */
  readonly centers: Uint8Array;
  /** Share of the scene that the feature covers, above 0. */
  readonly area: number;
}

/** What is kept of a question. */
interface Score {
  readonly feature: string;
  readonly names: readonly string[];
  readonly category: string | undefined;
  readonly figures: Omit<Pointing, 'questions'>;
}

/** Collects answers; of a map nothing is kept but its scores. */
export class GroundTruthTally {
  private readonly scores: Score[] = [];
  private scenes = 0;
  private scales = 0;

  /**
   * @param answers of one scene
   * @param scale px of the encoder's input a pixel of it
   */
  add(answers: readonly Answer[], scale: number): void {
    this.scenes++;
    this.scales += scale;
    for (const { feature, names = [], category, ...answer } of answers) {
      this.scores.push({ feature, names, category, figures: scoreOf(answer) });
    }
  }

  /** @param some only features that have one of these names; left out, all */
  figures(some?: readonly string[]): Omit<GroundTruthFigures, 'largestShare'> {
    const wanted = new Set(some);
    const scores = this.scores.filter(
      ({ feature, names }) => !some || [feature, ...names].some((name) => wanted.has(name)),
    );
    return {
      scenes: this.scenes,
      scale: this.scales / Math.max(1, this.scenes),
      overall: meanOf(scores),
      perFeature: groups(scores, ({ feature }) => feature)
        .map(([feature, scores]) => ({ feature, ...meanOf(scores) }))
        .sort((a, b) => b.questions - a.questions || a.feature.localeCompare(b.feature)),
      perCategory: groups(scores, ({ category }) => category)
        .map(([category, scores]) => ({ category, ...meanOf(scores) }))
        .sort((a, b) => a.category.localeCompare(b.category)),
    };
  }
}

/** @throws RangeError where the mask is empty: such a question has no right answer */
export function scoreOf(answer: Omit<Answer, 'feature' | 'names' | 'category'>): Score['figures'] {
  const { map, mask, centers, area } = answer;
  const averagePrecision = mapAveragePrecision(map, mask);
  const ceiling = mapAveragePrecision(mask, mask);
  if (averagePrecision === null || ceiling === null) throw new RangeError('an empty mask');
  const peak = peakOf(map).index;
  const touched = mask.reduce((count, share) => count + Number(share > 0), 0);
  return {
    pointing: centers[peak] ? 1 : 0,
    touching: pointingAccuracy([{ peak, mask }]) ?? 0,
    averagePrecision,
    ceiling,
    area,
    touchingByChance: touched / mask.length,
  };
}

function meanOf(scores: readonly Score[]): Pointing {
  const mean = (key: keyof Score['figures']): number =>
    scores.reduce((sum, { figures }) => sum + figures[key], 0) / Math.max(1, scores.length);
  return {
    questions: scores.length,
    pointing: mean('pointing'),
    touching: mean('touching'),
    averagePrecision: mean('averagePrecision'),
    ceiling: mean('ceiling'),
    area: mean('area'),
    touchingByChance: mean('touchingByChance'),
  };
}

function groups(
  scores: readonly Score[],
  keyOf: (score: Score) => string | undefined,
): [string, Score[]][] {
  const found = new Map<string, Score[]>();
  for (const score of scores) {
    const key = keyOf(score);
    if (key === undefined) continue;
    const group = found.get(key);
    if (group) group.push(score);
    else found.set(key, [score]);
  }
  return [...found];
}
