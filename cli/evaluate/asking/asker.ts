import type { Encoder } from '@/lib/encoder/encoder';
import { type FindEncoder, FindSession } from '@/lib/find/session';
import type { Example, Judged, Learned } from '@/lib/find/types';
import { pictureOf } from '@/lib/image/picture';
import type { RgbaImage } from '@/lib/image/types';
import type { PatchGrid } from '@/lib/patches/grid';

/** A picture that has been encoded whole. */
export interface Surveyed {
  /** Cells of the maps. */
  readonly grid: PatchGrid;
  /** Px of the picture. */
  readonly width: number;
  readonly height: number;
  /** Px of the encoder's input a pixel of the picture. */
  readonly scale: number;
  /** What Find says of words; the picture is not encoded again. @param rivals see `FindSession.judge` */
  ask(words: readonly string[], rivals?: readonly string[]): Promise<readonly Judged[]>;
  /** @throws AppError usage where no example is a yes */
  learn(examples: readonly Example[]): Learned;
  /** The map of what was learned, in this picture or in another, 0..1, [cells]. */
  mapOf(learned: Learned): Float32Array;
}

/** Asks pictures by words as the Find page does: the same code, method dense. */
export class Asker {
  private readonly session: FindSession;

  /** @param scale px of the input a pixel of the picture; left out, what Find takes for a picture of its size */
  constructor(
    encoder: Encoder,
    private readonly scale?: number,
  ) {
    this.session = new FindSession(findEncoder(encoder));
  }

  /** The picture before it can no longer be asked. */
  async survey(image: RgbaImage): Promise<Surveyed> {
    const { session, scale } = this;
    const options = { method: 'dense', ...(scale !== undefined && { scale }) } as const;
    const survey = session.begin(session.open(pictureOf(image)).id, options);
    await session.waitForProgress(survey.id, survey.total - 1);
    return {
      grid: survey.grid,
      width: survey.width,
      height: survey.height,
      scale: survey.scale,
      ask: (words, rivals) => session.judge(survey.id, words, rivals),
      learn: (examples) => session.learn(survey.id, examples),
      mapOf: (learned) => session.mapOfLearned(survey.id, learned),
    };
  }
}

/** The encoder as Find takes it; what is asked again is not encoded again. */
function findEncoder(encoder: Encoder): FindEncoder {
  const known = new Map<string, Float32Array>();
  const encodeTexts = async (texts: readonly string[]): Promise<readonly Float32Array[]> => {
    const missing = texts.filter((text) => !known.has(text));
    const encoded = missing.length > 0 ? await encoder.encodeText(missing) : [];
    missing.forEach((text, i) => {
      known.set(text, encoded[i] as Float32Array);
    });
    return texts.map((text) => known.get(text) as Float32Array);
  };
  return {
    model: encoder.model,
    encodeTexts,
    encodePrompts: encodeTexts,
    denseText: async () => encoder.denseText,
    encodeDense: (pixels) => encoder.encodeDense(pixels),
    encodeImage: async (pixels) => {
      const [encoding] = await encoder.encodeImages([pixels]);
      if (!encoding) throw new RangeError('the encoder gave nothing back');
      return encoding;
    },
  };
}
