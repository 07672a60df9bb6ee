import type { Answer } from '@/lib/find/presence';
import type { Judged, MapSource } from '@/lib/find/types';

/** What Find said of one word, picture by picture. */
export interface Answers {
  readonly word: string;
  /** Maxima of the maps, as calibrations take them: higher means likelier; NaN where it was not asked, [pictures]. */
  readonly maxima: Float32Array;
  /** What pictures are ranked by: higher means likelier; NaN where it was not asked, [pictures]. */
  readonly scores: Float32Array;
  /** Cosines with the part around the highest point; NaN where it was not asked, [pictures]. */
  readonly similarities: Float32Array;
  /** The highest cosine of a rival with that part; NaN where there was none, [pictures]. */
  readonly rivals: Float32Array;
  /** [pictures] */
  readonly answers: readonly (Answer | undefined)[];
  /** The map that answered. */
  readonly source: MapSource;
}

/** Answers to the same words of many pictures; of the maps nothing is kept but their maxima. */
export class WordAnswers {
  private readonly byWord: ReadonlyMap<
    string,
    {
      maxima: Float32Array;
      scores: Float32Array;
      similarities: Float32Array;
      rivals: Float32Array;
      answers: (Answer | undefined)[];
      source: MapSource;
    }
  >;

  constructor(
    readonly words: readonly string[],
    pictures: number,
  ) {
    this.byWord = new Map(
      words.map((word) => [
        word,
        {
          maxima: new Float32Array(pictures).fill(Number.NaN),
          scores: new Float32Array(pictures).fill(Number.NaN),
          similarities: new Float32Array(pictures).fill(Number.NaN),
          rivals: new Float32Array(pictures).fill(Number.NaN),
          answers: new Array<Answer | undefined>(pictures).fill(undefined),
          source: 'patches',
        },
      ]),
    );
  }

  /** @param judged of one picture, of some of the words */
  add(picture: number, judged: readonly Judged[]): void {
    for (const { text, maximum, similarity, rival, score, judgement, source } of judged) {
      const of = this.byWord.get(text);
      if (!of) continue;
      of.maxima[picture] = maximum;
      of.scores[picture] = score;
      of.similarities[picture] = similarity ?? Number.NaN;
      of.rivals[picture] = rival ?? Number.NaN;
      of.answers[picture] = judgement.answer;
      of.source = source;
    }
  }

  /** @throws RangeError where the word is none of `words` */
  of(word: string): Answers {
    const found = this.byWord.get(word);
    if (!found) throw new RangeError(`"${word}" was not asked`);
    return { word, ...found };
  }
}
