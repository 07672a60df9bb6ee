import { count, percent } from '@/components/ui/format';
import type { Located, Survey } from '@/lib/find/types';
import { type Place, placesOf } from '@/lib/patches/places';

/** What became of one feature. */
export interface Finding {
  readonly text: string;
  /** Its place among the features: its colour. */
  readonly feature: number;
  /** Against the background, 0..1, [cells]. */
  readonly probability: Float32Array;
  /** Softmax over the cells, [cells]. */
  readonly relative: Float32Array;
  /** The probability's maximum, 0..1. */
  readonly presence: number;
  /** Whether that reaches the threshold. */
  readonly found: boolean;
  readonly places: readonly Place[];
}

/** A place with the feature that it is one of. */
export interface NamedPlace extends Place {
  readonly text: string;
  readonly feature: number;
}

export function findingsOf(located: Located, survey: Survey, threshold: number): Finding[] {
  return located.features.map(({ text, probability, relative, presence }, feature) => ({
    text,
    feature,
    probability,
    relative,
    presence,
    found: presence >= threshold,
    places: placesOf(probability, survey.grid, survey, threshold),
  }));
}

/** Places of all findings, surest first. */
export function rankedPlaces(findings: readonly Finding[]): NamedPlace[] {
  return findings
    .flatMap(({ text, feature, places }) => places.map((place) => ({ ...place, text, feature })))
    .sort((a, b) => b.probability - a.probability);
}

/** `storage tanks: yes, 3 places`, `no airport here`. @param whole all of the picture has been looked at */
export function answerOf({ text, found, places }: Finding, whole: boolean): string {
  const far = whole ? '' : ' so far';
  if (!found) return whole ? `no ${text} here` : `no ${text} so far`;
  return `${text}: yes, ${places.length === 1 ? '1 place' : `${count(places.length)} places`}${far}`;
}

/** How sure that is, in a few words. */
export function suretyOf({ found, presence }: Finding): string {
  return found ? `${percent(presence)} sure at best` : `${percent(presence)} at most`;
}
