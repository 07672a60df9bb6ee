/** What `npm run answers` writes: models/compact/large.json. */
export interface LargeReport {
  /** That each picture is asked for: all that are calibrated. */
  readonly words: number;
  readonly seen: number;
  readonly wrongSeen: number;
  readonly notSeen: number;
  readonly wrongNotSeen: number;
  readonly cannotTell: number;
  readonly pictures: readonly LargeRow[];
  readonly date: string;
}

export interface LargeRow {
  readonly picture: string;
  readonly seen: readonly string[];
  /** Of `seen`, what the picture does not show. */
  readonly wrongSeen: readonly string[];
  readonly notSeen: readonly string[];
  /** Of `notSeen`, what the picture shows. */
  readonly wrongNotSeen: readonly string[];
  readonly cannotTell: number;
  /** Words of what the picture shows, and those of them that are seen. */
  readonly shown: number;
  readonly shownAndSeen: number;
}
