import type { DenseQuery } from '@/lib/encoder/dense-text';
import { type PatchGrid, patchRectangles } from '@/lib/patches/grid';
import { resampled } from '@/lib/patches/guided';
import { cosineMatrix, mapOf, probabilityMatrix, relativeMap } from '@/lib/patches/relevance';
import { NARROW, smoothMap, smoothRows } from '@/lib/patches/smooth';
import { mapOfWindows } from '@/lib/patches/windows';
import type { Scoring } from '@/lib/vector/scoring';
import type { SurveyRun } from './survey';
import type { MapSource } from './types';

/** A feature's text embedding and what else may be in its place. */
export interface FeaturePrompt {
  /** Normalized, [dim]. */
  readonly feature: Float32Array;
  /** Normalized, [dim] each, without the feature itself. */
  readonly background: readonly Float32Array[];
}

/** A feature's map over what a survey has encoded so far; cells that have not been are NaN. */
export interface RelevanceMap {
  readonly source: MapSource;
  /** 0..1, [cells of the survey's grid] */
  readonly probability: Float32Array;
  /** Softmax over the cells that are there, [cells]. */
  readonly relative: Float32Array;
  /** The map's largest value as calibrations take it: a logit of the head, or a probability. */
  readonly maximum: number;
}

/** The dense head's answer. */
export function headRelevance(run: SurveyRun, question: DenseQuery): RelevanceMap {
  const { head } = run;
  if (!head) throw new RangeError('this survey has no dense embeddings of the head');
  const { grid } = run;
  const isThere = run.filledFine();
  const logits = head.logits(question).map((value, i) => (isThere[i] ? value : Number.NaN));
  const smooth = smoothMap(logits, grid, NARROW);
  return {
    source: 'head',
    probability: smooth.map((logit) => 1 / (1 + Math.exp(-logit))),
    relative: relativeOf(smooth, 1),
    maximum: most(smooth, Number.NEGATIVE_INFINITY),
  };
}

/** The answer of patch, window or tile embeddings: the feature against the background prompts. */
export function promptRelevance(
  run: SurveyRun,
  { feature, background }: FeaturePrompt,
  scoring: Scoring,
): RelevanceMap {
  const { plan, filled, rows } = run;
  const dim = feature.length;
  const dense = plan.method === 'dense';
  const prompts = [feature, ...background];
  const embeddings = dense ? smoothRows(rows, plan.grid, dim, filled) : rows;
  const cosines = cosineMatrix(embeddings, prompts, dim);
  const probabilities = probabilityMatrix(cosines, prompts.length, scoring);
  const sharp = overCells(run, mapOf(probabilities, prompts.length, 0));
  const probability = dense ? smoothMap(sharp, plan.grid) : sharp;
  const cosine = overCells(run, mapOf(cosines, prompts.length, 0));
  return {
    source: 'patches',
    probability: toGrid(probability, plan.grid, run.grid),
    relative: relativeOf(toGrid(cosine, plan.grid, run.grid), scoring.logitScale),
    maximum: most(probability, 0),
  };
}

/** Values of cells or windows as a map of cells; NaN where nothing has been encoded. */
function overCells(run: SurveyRun, values: Float32Array): Float32Array {
  const { plan, filled, picture } = run;
  if (plan.method !== 'windows') return values.map((value, i) => (filled[i] ? value : Number.NaN));
  const there = run.windows.flatMap((window, i) => (filled[i] ? [{ window, i }] : []));
  const area = { x: 0, y: 0, width: picture.width, height: picture.height };
  return mapOfWindows(
    patchRectangles(plan.grid, area),
    there.map(({ window }) => window),
    there.map(({ i }) => values[i] as number),
  );
}

/** A map of coarse cells on a finer grid that divides them. What is not known stays so. */
function toGrid(map: Float32Array, from: PatchGrid, to: PatchGrid): Float32Array {
  if (from.rows === to.rows && from.cols === to.cols) return map;
  const { values } = resampled(map, from, to.cols, to.rows);
  const [down, across] = [to.rows / from.rows, to.cols / from.cols];
  return values.map((value, i) => {
    const row = Math.floor(Math.floor(i / to.cols) / down);
    const col = Math.floor((i % to.cols) / across);
    return Number.isNaN(map[row * from.cols + col]) ? Number.NaN : value;
  });
}

function relativeOf(values: Float32Array, logitScale: number): Float32Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const shares = relativeMap(known, logitScale);
  let next = 0;
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : (shares[next++] as number)));
}

/** The largest of what is known; `none` where nothing is. */
function most(map: Float32Array, none: number): number {
  return map.reduce((max, value) => (Number.isNaN(value) ? max : Math.max(max, value)), none);
}
