/** A rectangle that the visitor marked as an example or a counter-example. */
export interface ConceptExample {
  /** Name of the picture, for people to read. */
  readonly picture: string;
  /** Px of the picture. */
  readonly part: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** "This yes", or "that no". */
  readonly yes: boolean;
}

/** A linear classifier of dense embeddings: a cell `p`, normalized, shows the concept with sigmoid(weights . p + bias). */
export interface ConceptClassifier {
  /** Which embeddings it was learned on: the dense head's, or patch embeddings. */
  readonly source: 'head' | 'patches';
  /** [patches.dim] or [model dim] */
  readonly weights: readonly number[];
  readonly bias: number;
}

/** A concept that a visitor taught by examples. It is stored in this browser and fits one model only. */
export interface Concept {
  /** As the visitor named it; unique within a model, in whatever case. */
  readonly name: string;
  /** The model's id. */
  readonly model: string;
  /** Mean of the examples' embeddings, normalized, [model dim]: to search by. */
  readonly embedding: readonly number[];
  /** To find it in pictures; left out where it was made of whole images. */
  readonly classifier?: ConceptClassifier;
  readonly examples: readonly ConceptExample[];
  /** ISO 8601. */
  readonly created: string;
}
