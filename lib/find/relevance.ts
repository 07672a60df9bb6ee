import { patchRectangles } from '@/lib/patches/grid';
import { cosineMatrix, mapOf, probabilityMatrix, relativeMap } from '@/lib/patches/relevance';
import { smoothMap, smoothRows } from '@/lib/patches/smooth';
import { mapOfWindows } from '@/lib/patches/windows';
import type { SurveyRun } from './survey';
import type { FeatureRelevance } from './types';

/** A feature's text embedding and what else may be in its place. */
export interface FeaturePrompt {
  readonly text: string;
  /** Normalized, [dim]. */
  readonly feature: Float32Array;
  /** Normalized, [dim] each, without the feature itself. */
  readonly background: readonly Float32Array[];
}

/** A feature's map over what a survey has encoded so far. */
export function relevanceOf(
  run: SurveyRun,
  { text, feature, background }: FeaturePrompt,
  logitScale: number,
): FeatureRelevance {
  const { plan, filled, rows } = run;
  const dim = feature.length;
  const dense = plan.method === 'dense';
  const prompts = [feature, ...background];
  const embeddings = dense ? smoothRows(rows, plan.grid, dim, filled) : rows;
  const cosines = cosineMatrix(embeddings, prompts, dim);
  const probabilities = probabilityMatrix(cosines, prompts.length, logitScale);
  const sharp = overCells(run, mapOf(probabilities, prompts.length, 0));
  const probability = dense ? smoothMap(sharp, plan.grid) : sharp;
  const cosine = overCells(run, mapOf(cosines, prompts.length, 0));
  return {
    text,
    probability,
    relative: relativeOf(cosine, logitScale),
    presence: most(probability),
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

function relativeOf(cosines: Float32Array, logitScale: number): Float32Array {
  const known = cosines.filter((cosine) => !Number.isNaN(cosine));
  const shares = relativeMap(known, logitScale);
  let next = 0;
  return cosines.map((cosine) => (Number.isNaN(cosine) ? Number.NaN : (shares[next++] as number)));
}

/** The largest of what is known; 0 where nothing is. */
function most(map: Float32Array): number {
  return map.reduce((max, value) => (Number.isNaN(value) ? max : Math.max(max, value)), 0);
}
