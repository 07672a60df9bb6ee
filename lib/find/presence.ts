import type { PresenceSpec, WordCalibration } from '@/lib/model/types';
import { spellingsOf } from './spellings';

export type Answer = 'seen' | 'not-seen' | 'cannot-tell';

/** Whether a feature is in a picture, and how far that can be relied on. */
export interface Judgement {
  readonly answer: Answer;
  /** Of `seen` only. */
  readonly degree?: 'likely' | 'very likely';
  /** That it is in the picture, 0..1; null where the word cannot be judged. */
  readonly probability: number | null;
  /** What the answer rests on; null where nothing has been measured. */
  readonly basis: Basis | null;
}

export interface Basis {
  /** The word that was calibrated: the one asked for, or the nearest in meaning; '' for the mean of all words. */
  readonly word: string;
  readonly own: boolean;
  /** Share of right answers among those given, on `n` real photographs. */
  readonly right: number;
  readonly n: number;
  /** How many of the `n` show it; left out where that was not noted. */
  readonly positives?: number | undefined;
  /** The picture is larger than those photographs. */
  readonly larger: boolean;
}

/** A word's calibration, and how much of it counts for the word that was asked. */
export interface Calibrated {
  readonly calibration: WordCalibration;
  /** The word that it was fitted for; '' for the default. */
  readonly word: string;
  readonly own: boolean;
  /** 1 for the word itself, less for a neighbour: factor on the logit. */
  readonly weight: number;
}

/** Probabilities from which an answer is given; chosen on `valid`. */
export const SEEN = 0.75;
export const VERY_LIKELY = 0.95;
/** "Very likely" is said of words of which at least this share of the answers was right. */
const VERY_LIKELY_RIGHT = 0.9;
export const NOT_SEEN = 0.2;
/** A word whose answers are right less often than this, on real photographs, is not judged. */
export const LEAST_RIGHT = 0.7;
/** "Not seen" is said of words of which at least this share of the answers was right where the thing was shown. */
export const LEAST_SHOWN = 0.8;
/** A calibration on fewer photographs than this says nothing. */
export const LEAST_IMAGES = 20;
/**
 * Least cosine of a text with a calibrated word that may speak for it. Words that nothing joins reach .93 ("whale" and
 * "mole", "earthquake damage" and "vessel"), as the text tower reads unknown words by their pieces.
 */
export const NEAR = 0.95;
/** The default is of no particular word: so much of it counts. */
const DEFAULT_WEIGHT = 0.6;
/**
 * Calibrations are of photographs that the encoder sees at 320 px. A picture of n times their area has n times as many
 * places where something may look like the thing, and where it may be overlooked: answers need more by a factor on ln(n).
 * "Seen" by what was measured of the word, where it was; "not seen" of areas by this one.
 */
const BY_AREA = 0.5;
/** "Not seen" of things, which may be too small to be made out in a picture that shows much else. */
const BY_AREA_OF_THINGS = 1;

/** Area of pictures up to which they count as such as calibrations were made on, in such photographs. */
export const MEASURED_AREA = 1.5;

/** Added to a word's gap: a part is cut around a point, and photographs are taken of the thing. */
const GAP_ROOM = 0.05;

/** What the image around a map's highest point says of a word. */
export type ImageEvidence = Pick<Evidence, 'similarity' | 'rival'>;

/** What a word is judged by, besides its map's maximum. */
export interface Evidence {
  /** Cosine of the word with the image embedding of the part around the map's highest point; left out, it is not known. */
  readonly similarity?: number | undefined;
  /** The highest cosine of a calibrated word with that part; of use in larger pictures only. */
  readonly rival?: number | undefined;
  /** Area of the picture, in such photographs as calibrations were made on; 1 where nothing is said. */
  readonly area?: number;
  /** Whether it is asked for a thing ("plane"), and not for an area ("sea"). */
  readonly thing?: boolean;
}

/**
 * Answers from a map's maximum.
 * @param maximum a logit for the dense head, a probability for the map of patch embeddings; as it was calibrated
 * @param calibrated null where the word has no calibration: then it cannot be judged
 * @example judge(4.2, calibrationOf('river', model.presence)) // {answer: 'seen', degree: 'very likely', …}
 */
export function judge(
  maximum: number,
  calibrated: Calibrated | null,
  { similarity, rival, area = 1, thing = false }: Evidence = {},
): Judgement {
  if (!calibrated) return { answer: 'cannot-tell', probability: null, basis: null };
  const { calibration, word, own, weight } = calibrated;
  const { right, n, positives } = calibration;
  const basis: Basis = {
    word,
    own,
    right: 0.5 + (right - 0.5) * weight,
    n,
    positives,
    larger: area > MEASURED_AREA,
  };
  if (basis.right < LEAST_RIGHT || n < LEAST_IMAGES) {
    return { answer: 'cannot-tell', probability: null, basis };
  }
  const logit = logitOf(calibration, maximum, similarity) * weight;
  const larger = Math.log(Math.max(1, area));
  const probability = logistic(logit - (calibration.area ?? BY_AREA) * larger);
  if (probability >= SEEN) {
    // The map may be high where the part looks like something else: a crossing of roads, asked for a bridge.
    if (basis.larger && isOutdone(calibration, similarity, rival)) {
      return { answer: 'cannot-tell', probability: logistic(logit), basis };
    }
    const isSure = probability >= VERY_LIKELY && basis.right >= VERY_LIKELY_RIGHT;
    const degree = isSure ? 'very likely' : 'likely';
    return { answer: 'seen', degree, probability, basis };
  }
  const absent = logistic(logit + (thing ? BY_AREA_OF_THINGS : BY_AREA) * larger);
  if (absent <= NOT_SEEN && (calibration.shown ?? 1) >= LEAST_SHOWN) {
    return { answer: 'not-seen', probability: absent, basis };
  }
  return { answer: 'cannot-tell', probability: logistic(logit), basis };
}

/**
 * What pictures are ranked by: higher means likelier. Of a word that no calibration knows, and of one whose calibration found
 * nothing, the map's maximum.
 */
export function scoreOf(
  maximum: number,
  calibrated: Calibrated | null,
  similarity?: number,
): number {
  if (!calibrated) return maximum;
  const { a, image } = calibrated.calibration;
  const says = image && similarity !== undefined ? image.a + image.c : a;
  return says > 0 ? logitOf(calibrated.calibration, maximum, similarity) : maximum;
}

function isOutdone(
  { image }: WordCalibration,
  similarity: number | undefined,
  rival: number | undefined,
): boolean {
  if (image?.gap === undefined || similarity === undefined || rival === undefined) return false;
  return rival - similarity > image.gap + GAP_ROOM;
}

function logitOf(
  { a, b, image }: WordCalibration,
  maximum: number,
  similarity: number | undefined,
): number {
  if (!image || similarity === undefined) return a * maximum + b;
  return image.a * maximum + image.b + image.c * similarity;
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/**
 * The calibration that a word is judged by: its own, that of the nearest calibrated word at a discount, or the
 * default at a larger one.
 * @param nearest the calibrated word that is nearest in meaning, where its cosine is known; see `nearestOf`
 */
export function calibrationOf(
  text: string,
  presence: PresenceSpec | undefined,
  nearest?: { readonly word: string; readonly cosine: number },
): Calibrated | null {
  const words = presence?.words ?? {};
  const word = spellingsOf(text).find((spelling) => Object.hasOwn(words, spelling));
  if (word !== undefined) {
    return { calibration: words[word] as WordCalibration, word, own: true, weight: 1 };
  }
  if (nearest && nearest.cosine >= NEAR && Object.hasOwn(words, nearest.word)) {
    const calibration = words[nearest.word] as WordCalibration;
    return { calibration, word: nearest.word, own: false, weight: nearest.cosine };
  }
  if (!presence?.default) return null;
  return { calibration: presence.default, word: '', own: false, weight: DEFAULT_WEIGHT };
}

/** Least value of a map's maximum at which the answer is `seen`; null where there is none. */
export function seenFrom(calibrated: Calibrated | null): number | null {
  if (!calibrated) return null;
  const { a, b } = calibrated.calibration;
  if (!(a > 0)) return null;
  return (Math.log(SEEN / (1 - SEEN)) / calibrated.weight - b) / a;
}
