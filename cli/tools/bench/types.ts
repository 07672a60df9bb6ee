import type { Summary } from './stats';

/** One figure of a case. */
export interface Row extends Summary {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 's' | 'images/s' | 'searches/s' | 'frames/s' | 'requests' | 'share';
}

export interface CaseResult {
  readonly title: string;
  /** How it was measured, in a sentence. */
  readonly how: string;
  readonly rows: readonly Row[];
  /** Of two medians, by name: how many times faster, or how much more. */
  readonly ratios?: Readonly<Record<string, number>>;
  /** What could not be measured here, and why. */
  readonly left?: readonly string[];
  /** Of what it was measured beside, which package.json does not name. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly measuredAt: string;
  readonly seconds: number;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
}

/** `bench/results.json` */
export interface Results {
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: Readonly<Record<string, CaseResult>>;
}
