import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import type { Concept, ConceptClassifier, ConceptExample } from './types';

/** Where texts are kept: the browser's localStorage, or a test's. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'overlook:concepts';

/**
 * The concepts of this browser. They can be written to a file and read from one.
 *
 * @example
 * const store = new ConceptStore(localStorage);
 * store.put({name: 'my tanks', model: 'compact', embedding, classifier, examples, created});
 */
export class ConceptStore {
  private readonly listeners = new Set<() => void>();
  private known: readonly Concept[] | undefined;

  constructor(private readonly storage: TextStorage) {}

  /** All concepts, in the order of their names; the same object until they change. */
  readonly all = (): readonly Concept[] => {
    this.known ??= this.read();
    return this.known;
  };

  /** @returns A function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param name in whatever case */
  find(name: string, model: string): Concept | undefined {
    return this.all().find((concept) => isSame(concept, { name, model }));
  }

  /** Adds a concept, or replaces the one of its name. @throws AppError storage-full */
  put(concept: Concept): void {
    this.write([...this.all().filter((other) => !isSame(other, concept)), concept]);
  }

  remove(concept: Pick<Concept, 'name' | 'model'>): void {
    this.write(this.all().filter((other) => !isSame(other, concept)));
  }

  /** Reads what another tab wrote. */
  refresh(): void {
    this.known = undefined;
    this.tell();
  }

  private read(): readonly Concept[] {
    try {
      return parseConcepts(this.storage.getItem(KEY) ?? '[]');
    } catch {
      return []; // Written by another version, or by hand: it is left where it is until something is kept.
    }
  }

  private write(concepts: readonly Concept[]): void {
    const sorted = [...concepts].sort((a, b) => a.name.localeCompare(b.name));
    try {
      this.storage.setItem(KEY, conceptsJson(sorted));
    } catch (cause) {
      throw new AppError(
        'storage-full',
        'This browser has no room left to keep the concept.',
        'Export it as a file, or forget another concept.',
        { cause },
      );
    }
    this.known = sorted;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Concepts as a file. */
export function conceptsJson(concepts: readonly Concept[]): string {
  return `${JSON.stringify(concepts)}\n`;
}

/** @throws AppError file-invalid, naming the first field that is wrong */
export function parseConcepts(text: string): Concept[] {
  const fail = (what: string) =>
    new AppError(
      'file-invalid',
      `The concepts cannot be read: ${what}.`,
      'Choose a file that Overlook exported.',
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw fail('it is not JSON');
  }
  return new JsonReader(json, '', fail).list().map(readConcept);
}

function readConcept(at: JsonReader): Concept {
  const classifier = at.optional('classifier');
  return {
    name: at.field('name').string(),
    model: at.field('model').string(),
    embedding: numbersOf(at.field('embedding')),
    ...(classifier && { classifier: readClassifier(classifier) }),
    examples: at.field('examples').list().map(readExample),
    created: at.field('created').string(),
  };
}

function readClassifier(at: JsonReader): ConceptClassifier {
  return {
    source: at.field('source').oneOf(['head', 'patches']),
    weights: numbersOf(at.field('weights')),
    bias: at.field('bias').number(),
  };
}

function readExample(at: JsonReader): ConceptExample {
  const part = at.field('part');
  return {
    picture: at.field('picture').string(),
    part: {
      x: part.field('x').number(0),
      y: part.field('y').number(0),
      width: part.field('width').number(1),
      height: part.field('height').number(1),
    },
    yes: at.field('yes').boolean(),
  };
}

function numbersOf(at: JsonReader): number[] {
  return at.list().map((value) => value.number());
}

function isSame(
  a: { readonly name: string; readonly model: string },
  b: { readonly name: string; readonly model: string },
): boolean {
  return a.model === b.model && a.name.toLowerCase() === b.name.toLowerCase();
}
