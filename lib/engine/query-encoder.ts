import { sha256 } from '@/lib/assets/sha256';
import { namingWords, unfamiliarWords } from '@/lib/certainty/words';
import { bytesOfFile } from '@/lib/image/file';
import { toPixelValues } from '@/lib/image/preprocess';
import { assertText, checkedEmbedding, noticesOf } from './check-query';
import type { EncoderHost } from './encoder-host';
import { Lru } from './lru';
import { encodeMix } from './mix';
import type { OpenGallery } from './open-gallery';
import type { EnginePorts } from './ports';
import type { Notice, Query, SearchAnswer } from './protocol';
import { throwIfCancelled } from './serial-queue';

/** Query embeddings that are remembered: going back and changing `k` encode nothing anew. */
const REMEMBERED = 64;
/** Prompts encoded in one go; typed queries get their turn in between. */
const PROMPTS_AT_ONCE = 10;

/** A query as a vector, with remarks on how it was made. */
export interface Encoded {
  /** Normalized, [dim]; cached: copy it before it is transferred. */
  readonly embedding: Float32Array;
  readonly notices: readonly Notice[];
  /** Of a text: words that the model has rarely seen. */
  readonly unfamiliar?: readonly string[];
  readonly image?: NonNullable<SearchAnswer['image']>;
  /** Least similarity of a good result, where the query has a threshold of its own. */
  readonly cutoff?: number;
  /** Ids of items to leave out of the answer. */
  readonly without?: readonly string[];
}

/** Milliseconds by stage; the encoder adds to them. */
export interface Clock {
  tokenize: number;
  decode: number;
  encode: number;
}

/** Makes embeddings of queries with one model, and remembers them. */
export class QueryEncoder {
  private readonly remembered = new Lru<Encoded>(REMEMBERED);
  /** Ids of an empty text. */
  private marks: number | undefined;
  private readonly prompts = new Map<string, Promise<Float32Array[]>>();

  constructor(
    readonly host: EncoderHost,
    private readonly decodeImage: EnginePorts['decodeImage'],
  ) {}

  /** @throws AppError of the query's kind: text-…, image-…, item-unknown, embedding-broken, cancelled */
  async encode(
    query: Query,
    gallery: OpenGallery,
    clock: Clock,
    signal?: AbortSignal,
  ): Promise<Encoded> {
    switch (query.kind) {
      case 'text':
        return this.encodeText(query.text, clock, signal);
      case 'image':
        return this.encodeImage(query.file, query.name, clock, signal);
      case 'item':
        return { embedding: await gallery.embeddingOf(query.id), notices: [] };
      case 'embedding':
        return { embedding: checkedEmbedding(query.embedding, this.host.model.dim), notices: [] };
      case 'mix':
        return encodeMix(query, this, gallery, clock, signal);
    }
  }

  /** Embeddings of texts that come again as a set: category prompts. */
  encodePrompts(prompts: readonly string[]): Promise<Float32Array[]> {
    const key = prompts.join('\n');
    const known = this.prompts.get(key);
    if (known) return known;
    const encoding = this.encodeInParts(prompts);
    this.prompts.set(key, encoding);
    encoding.catch(() => this.prompts.delete(key));
    return encoding;
  }

  /** Texts as they are, each remembered. @throws AppError text-blank | text-unknown | cancelled */
  async encodeTexts(texts: readonly string[]): Promise<Float32Array[]> {
    const clock = { tokenize: 0, decode: 0, encode: 0 };
    const embeddings: Float32Array[] = [];
    for (const text of texts) embeddings.push((await this.encodeText(text, clock)).embedding);
    return embeddings;
  }

  private async encodeInParts(texts: readonly string[]): Promise<Float32Array[]> {
    const embeddings: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += PROMPTS_AT_ONCE) {
      embeddings.push(...(await this.host.encodeText(texts.slice(at, at + PROMPTS_AT_ONCE))));
    }
    return embeddings;
  }

  private async encodeText(text: string, clock: Clock, signal?: AbortSignal): Promise<Encoded> {
    assertText(text);
    const key = `text:${text}`;
    const known = this.remembered.get(key);
    if (known) return known;
    this.marks ??= (await this.host.tokenize('')).ids.length;
    const start = performance.now();
    const read = await this.host.tokenize(text);
    clock.tokenize += performance.now() - start;
    const notices = noticesOf(read, this.marks, this.host.model.text.unknownToken);
    throwIfCancelled(signal);
    const [embedding] = await this.host.encodeText([text], clock, signal);
    const unfamiliar = await this.unfamiliarIn(text);
    return this.remember(key, { embedding: embedding as Float32Array, notices, unfamiliar });
  }

  private async unfamiliarIn(text: string): Promise<readonly string[]> {
    const pieces = new Map<string, number>();
    for (const word of namingWords(text)) {
      pieces.set(word, (await this.host.tokenize(word)).ids.length - (this.marks ?? 0));
    }
    return unfamiliarWords(text, (word) => pieces.get(word) ?? 1);
  }

  private async encodeImage(
    file: Blob,
    name: string,
    clock: Clock,
    signal?: AbortSignal,
  ): Promise<Encoded> {
    const bytes = await bytesOfFile(file, name);
    const key = `image:${await sha256(bytes)}`;
    const known = this.remembered.get(key);
    if (known) return known;
    const start = performance.now();
    // Does not wait for the image tower: a file that is not an image is refused at once.
    const image = await this.decodeImage(bytes, name);
    throwIfCancelled(signal);
    const pixels = toPixelValues(image, this.host.model.image);
    clock.decode += performance.now() - start;
    const { embedding } = await this.host.encodeImage(pixels, clock, signal);
    const { width, height } = image;
    return this.remember(key, {
      embedding,
      notices: [],
      image: { width, height, crop: pixels.crop },
    });
  }

  private remember(key: string, encoded: Encoded): Encoded {
    this.remembered.set(key, encoded);
    return encoded;
  }
}
