import type { EncodedText } from '@/lib/encoder/encoder';
import type { Backend } from '@/lib/encoder/types';
import type { PixelValues } from '@/lib/image/types';
import { normalize } from '@/lib/vector/vector';
import type { SupervisedEncoder } from '../ports';
import { MODEL, WORDS } from './world';

const START = 1;
const END = 2;
const UNKNOWN = 0;
const CONTEXT = MODEL.text.contextLength;

/** An encoder of four words, and of images by their mean colour. It refuses to do two things at once. */
export class FakeEncoder implements SupervisedEncoder {
  readonly model = MODEL;
  readonly threads: number;
  readonly encoded: string[] = [];
  encodedBeforeVision: number | undefined;
  disposed = false;
  /** Thrown by the next work of this kind. */
  failStart: unknown;
  failText: unknown;
  failVision: unknown;
  failRun: unknown;
  lose: (reason: string) => void = () => {};
  readonly lost = new Promise<string>((resolve) => {
    this.lose = resolve;
  });
  private busy = false;

  constructor(
    readonly backend: Backend,
    threads = 2,
  ) {
    this.threads = threads;
  }

  loadText = () =>
    this.alone(() => {
      if (this.failText) throw this.failText;
    });

  prepare = async () => {
    if (this.failStart) throw this.failStart;
  };

  loadVision = () =>
    this.alone(() => {
      if (this.failVision) throw this.failVision;
      this.encodedBeforeVision = this.encoded.length;
    });

  tokenize(text: string): EncodedText {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const ids = words.map((word) => {
      const at = WORDS.indexOf(word);
      return at < 0 && !/^[a-z]+$/.test(word) ? UNKNOWN : at + 10;
    });
    const kept = ids.slice(0, CONTEXT - 2);
    return {
      ids: [START, ...kept, END],
      cut: kept.length < ids.length,
      unknown: kept.includes(UNKNOWN),
      empty: kept.length === 0,
    };
  }

  encodeText = (texts: readonly string[]) =>
    this.alone(() => {
      if (this.failRun) throw this.failRun;
      this.encoded.push(...texts);
      return texts.map((text) => normalize(WORDS.map((word) => (text.includes(word) ? 1 : 0.01))));
    });

  encodeImages = (images: readonly PixelValues[]) =>
    this.alone(() => {
      this.encoded.push(...images.map(() => 'an image'));
      return images.map(({ pixels }) => ({
        embedding: normalize([pixels[0] ?? 0, pixels[64] ?? 0, pixels[128] ?? 0, 0]),
        patches: new Float32Array(),
        grid: { rows: 2, columns: 2 } as never,
      }));
    });

  readonly denseText = null;
  loadDense = async () => {};
  encodeDense = async () => ({ patches: new Float32Array(), head: null });

  async dispose(): Promise<void> {
    this.disposed = true;
  }

  private async alone<T>(work: () => T): Promise<T> {
    if (this.busy) throw new Error('Session already started');
    this.busy = true;
    await new Promise((resolve) => setTimeout(resolve, 1));
    this.busy = false;
    return work();
  }
}
