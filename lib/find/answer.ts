import type { PresenceSpec } from '@/lib/model/types';
import { type Place, placesOf } from '@/lib/patches/places';
import { isGround, isThing } from './extent';
import { type Calibrated, type ImageEvidence, judge, seenFrom } from './presence';
import type { RelevanceMap } from './relevance';
import type { SurveyRun } from './survey';
import type { FeatureRelevance } from './types';

/** Threshold where neither the word's calibration nor the model has one. */
const EVEN = 0.5;
/** Threshold for `cannot-tell`, as a share of the map's peak. */
const NEARLY = 0.9;
/** Bounds of a threshold that follows from a calibration: lower ones outline noise, higher ones nothing. */
const FROM_MIN = 0.15;
const FROM_MAX = 0.9;
/** Side of the smallest thing that a map resolves, in its source's own cells. */
const RESOLVES = { head: 2, patches: 1.5 } as const;
/** Side of the smallest ground, in cells of the head (24 px of the encoder's input). */
const LEAST_GROUND = 6;

interface Question {
  readonly text: string;
  readonly map: RelevanceMap;
  readonly run: SurveyRun;
  readonly calibrated: Calibrated | null;
  /** See {@link Evidence}. */
  readonly seen: ImageEvidence;
  readonly presence: PresenceSpec | undefined;
  /** Asked for by the visitor. */
  readonly from: number | undefined;
}

/** The answer for a feature: whether it is there, and where. */
export function answerFeature(question: Question): FeatureRelevance {
  const { text, map, run, calibrated, seen: image, presence, from: asked } = question;
  const { source, probability, relative, maximum } = map;
  const things = isThing(text);
  const judgement = judge(maximum, calibrated, { ...image, area: run.area, thing: things });
  const peak = source === 'head' ? 1 / (1 + Math.exp(-maximum)) : maximum;
  const seen = thresholdOf(source, calibrated, presence);
  const from =
    asked ??
    (judgement.answer === 'cannot-tell' ? Math.min(seen, peak * NEARLY) : Math.min(seen, peak));
  const hidden = judgement.answer === 'not-seen' && asked === undefined;
  const places = hidden ? [] : outlined({ text, probability, source }, run, from);
  return {
    text,
    source,
    probability,
    relative,
    presence: peak,
    maximum,
    judgement,
    places,
    things,
    from,
    learned: false,
  };
}

/** Answer of a classifier that was learned from examples. Its accuracy has not been measured, so it says `cannot-tell`. */
export function answerLearned(
  text: string,
  { source, probability, relative, maximum }: RelevanceMap,
  run: SurveyRun,
  asked: number | undefined,
): FeatureRelevance {
  const from = asked ?? EVEN;
  const places = outlined({ text, probability, source }, run, from);
  return {
    text,
    source,
    probability,
    relative,
    presence: maximum,
    maximum,
    judgement: { answer: 'cannot-tell', probability: null, basis: null },
    places,
    things: isThing(text),
    from,
    learned: true,
  };
}

function outlined(
  { text, probability, source }: Pick<RelevanceMap, 'probability' | 'source'> & { text: string },
  run: SurveyRun,
  from: number,
): Place[] {
  const { method, grid } = run.plan;
  const resolves = source === 'head' && isGround(text) ? LEAST_GROUND : RESOLVES[source];
  // Side of one of the source's cells, in cells of the map.
  const cell = source === 'head' ? 1 : run.grid.cols / grid.cols;
  return placesOf(probability, run.grid, run.picture, {
    from,
    things: isThing(text),
    resolves: resolves * (method === 'dense' ? cell : 0.5),
    // While it is being encoded, the answer is made four times a second: edges are refined at the end only.
    guide: run.complete && method === 'dense' ? run.brightness() : null,
  });
}

function thresholdOf(
  source: RelevanceMap['source'],
  calibrated: Calibrated | null,
  presence: PresenceSpec | undefined,
): number {
  const value = seenFrom(calibrated);
  if (value !== null) {
    const probability = source === 'head' ? 1 / (1 + Math.exp(-value)) : value;
    return Math.min(FROM_MAX, Math.max(FROM_MIN, probability));
  }
  return source === 'patches' ? (presence?.threshold ?? EVEN) : EVEN;
}
