import type { Backend } from '@/lib/encoder/types';
import { AppError, type ErrorReport } from '@/lib/errors/errors';
import { pictureOf } from '@/lib/image/picture';
import type { ModelManifest } from '@/lib/model/types';
import { createExactIndex } from '@/lib/search-index/exact';
import type { StoredKind } from '@/lib/search-index/kinds/names';
import type { EnginePorts, OpenedGallery } from '../ports';
import type { EngineStatus } from '../protocol';
import { FakeEncoder } from './fake-encoder';
import { MemoryStore } from './memory-store';
import { ROWS } from './world';

/** An "image" of one colour for the fake decoder: [1, width, height, r, g, b]. */
export function solidImage(width: number, height: number, colour: [number, number, number]) {
  return {
    kind: 'image',
    name: 'x.png',
    file: new Blob([Uint8Array.of(1, width, height, ...colour)]),
  } as const;
}

/** The ports of an engine, with what went through them. */
export class FakePorts implements EnginePorts {
  readonly store = new MemoryStore();
  readonly statuses: EngineStatus[] = [];
  readonly fatals: ErrorReport[] = [];
  readonly encoders: FakeEncoder[] = [];
  decoded = 0;
  /** What the machine has. */
  best: Backend = 'wasm';
  webAssembly = true;
  /** Changes an encoder before it is used. */
  prepare: (encoder: FakeEncoder) => void = () => {};

  createEncoder = async (_: ModelManifest, options: { backend: Backend; threads?: number }) => {
    const encoder = new FakeEncoder(options.backend, options.threads);
    this.prepare(encoder);
    this.encoders.push(encoder);
    return encoder;
  };

  /** The site's server, which is away unless a test says otherwise. */
  ask: EnginePorts['ask'] = async () => {
    throw new TypeError('Failed to fetch');
  };

  probeBackend = async (asked?: Backend) => {
    if (!this.webAssembly) {
      throw new AppError('backend-missing', 'This browser runs no WebAssembly.', 'Use another.');
    }
    if (asked === 'webgpu' && this.best === 'wasm') {
      throw new AppError('backend-missing', 'There is no WebGPU here.', 'Use wasm.');
    }
    return asked ?? this.best;
  };

  /** Galleries of the browser's own, by id. */
  readonly own = new Map<string, OpenedGallery>();

  openOwn = async (id: string) => {
    const opened = this.own.get(id);
    if (!opened) throw new AppError('gallery-unknown', 'There is none.', 'Choose another.');
    return opened;
  };

  decodeImage = async (bytes: Uint8Array<ArrayBuffer>) => {
    this.decoded++;
    const [magic, width = 0, height = 0, ...colour] = bytes;
    if (magic !== 1) throw new AppError('image-not-image', 'Not an image.', 'Choose an image.');
    const data = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < data.length; at += 4) data.set([...colour, 255], at);
    return { width, height, data };
  };

  closed = 0;

  openPicture = async (bytes: Uint8Array<ArrayBuffer>) => ({
    ...pictureOf(await this.decodeImage(bytes)),
    close: () => {
      this.closed++;
    },
  });

  openIndex = async (kind: StoredKind, bytes: Uint8Array, { dim }: { dim: number }) => {
    if (bytes[0] !== 7) throw new AppError('index-invalid', 'Not an index.', 'Build it again.');
    const exact = createExactIndex(Float32Array.from(ROWS.flat()), dim);
    return { ...exact, kind };
  };

  onStatus = (status: EngineStatus) => {
    this.statuses.push(status);
  };

  onFatal = (report: ErrorReport) => {
    this.fatals.push(report);
  };

  get status(): EngineStatus | undefined {
    return this.statuses.at(-1);
  }
}
