import {
  cornersOf,
  type Finding,
  findingsOf,
  type NamedPlace,
  rankedPlaces,
} from '@/components/relevance/findings';
import { type Layer, stretched } from '@/components/relevance/map-pixels';
import { type Located, SCALE_MAX, type Survey } from '@/lib/find/types';

/** What the visitor chose to see of each feature; where nothing was chosen, its answer decides. */
export type Shown = ReadonlyMap<string, boolean>;

/** A closer look is offered up to so many px of the encoder's input: some 3 s on two cores. */
const CLOSER_PIXELS = 2048 ** 2;

/**
 * The scale of a closer look, at which small things are parted that the first one sees as one area.
 * @param chosen the scale that the visitor chose; null where the picture's size decides
 * @returns null where a closer look was taken, helps nothing, or would take too long
 */
export function closerScale(
  { method, scale, width, height }: Survey,
  chosen: number | null,
  findings: readonly Finding[],
): number | null {
  const closer = Math.round(scale * 200) / 100;
  const isThing = findings.some(
    ({ things, judgement, source, learned }) =>
      things && !learned && source === 'head' && judgement.answer !== 'not-seen',
  );
  const fits = closer <= SCALE_MAX && width * height * closer * closer <= CLOSER_PIXELS;
  return method === 'dense' && chosen === null && isThing && fits ? closer : null;
}

/** What of an answer is on the page: which features and places, in which order, and which is selected. */
export class WorkState {
  readonly findings: readonly Finding[];
  /** Those that are drawn on the picture. */
  readonly drawn: readonly Finding[];
  /** Most probable first. */
  readonly places: readonly NamedPlace[];
  /** All of the picture has been looked at. */
  readonly whole: boolean;

  constructor(
    located: Located | null,
    private readonly shown: Shown,
  ) {
    this.findings = located ? findingsOf(located) : [];
    this.drawn = this.findings.filter((finding) => this.isShown(finding));
    this.places = rankedPlaces(this.drawn);
    this.whole = located !== null && located.progress.done >= located.progress.total;
  }

  /** Features that are not seen, or cannot be judged, are drawn only on request. */
  isShown({ text, judgement, learned }: Finding): boolean {
    return this.shown.get(text) ?? (learned || judgement.answer === 'seen');
  }

  toggled(finding: Finding): Shown {
    return new Map([...this.shown, [finding.text, !this.isShown(finding)]]);
  }

  /**
   * Maps to colour the picture by: of every feature that was not hidden, whether it has places or not.
   * @param relative the published demo's reading, each map against its own maximum
   */
  layers(relative: boolean): Layer[] {
    return this.findings
      .filter(({ text }) => this.shown.get(text) !== false)
      .map(({ feature, probability, relative: shares }) => ({
        feature,
        map: relative ? stretched(shares) : probability,
      }));
  }

  /**
   * The place that a link means.
   * @param corners as {@link cornersOf} prints them; null where none is selected
   * @returns its index among the places; -1 where none has these corners
   */
  indexOf(corners: string | null): number {
    return corners === null ? -1 : this.places.findIndex((place) => cornersOf(place) === corners);
  }
}
