import type { AppError } from '@/lib/errors/errors';

/**
 * A position in parsed JSON; its errors name the position when the value is not of the expected kind. A manifest
 * is read field by field through it; what it does not ask for is let through unseen.
 */
export class JsonReader {
  /**
   * @param path how to name this place, '' at the top
   * @param error makes the error from a sentence's end, such as "dim must be a whole number"
   */
  constructor(
    readonly value: unknown,
    readonly path: string,
    private readonly error: (what: string) => AppError,
  ) {}

  fail(what: string): never {
    throw this.error(`${this.path || 'the file'} ${what}`);
  }

  field(name: string): JsonReader {
    const at = this.path ? `${this.path}.${name}` : name;
    return new JsonReader(this.object()[name], at, this.error);
  }

  /** The field, or undefined where it is not there. */
  optional(name: string): JsonReader | undefined {
    return this.object()[name] === undefined ? undefined : this.field(name);
  }

  object(): Record<string, unknown> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) {
      this.fail('must be an object');
    }
    return this.value as Record<string, unknown>;
  }

  keys(): string[] {
    return Object.keys(this.object());
  }

  list(): JsonReader[] {
    if (!Array.isArray(this.value)) this.fail('must be a list');
    return this.value.map((value, i) => new JsonReader(value, `${this.path}[${i}]`, this.error));
  }

  string(): string {
    if (typeof this.value !== 'string' || this.value === '') this.fail('must be a text');
    return this.value;
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') this.fail('must be true or false');
    return this.value;
  }

  number(least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): number {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < least || value > most) {
      this.fail(
        least > Number.NEGATIVE_INFINITY
          ? `must be a number of at least ${least}`
          : 'must be a number',
      );
    }
    return value;
  }

  whole(least = 0): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < least) {
      this.fail(`must be a whole number of at least ${least}`);
    }
    return this.value as number;
  }

  oneOf<T extends string>(values: readonly T[]): T {
    const found = values.find((value) => value === this.value);
    if (found === undefined)
      this.fail(`must be ${values.map((value) => `"${value}"`).join(' or ')}`);
    return found;
  }

  numbers(length: number): number[] {
    const list = this.list();
    if (list.length !== length) this.fail(`must hold ${length} numbers, not ${list.length}`);
    return list.map((entry) => entry.number());
  }

  /** A file name that stays inside its manifest's folder. */
  file(): string {
    const name = this.string();
    const inside = name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
    if (!inside || /[\\:?#]/.test(name)) this.fail('must be a file name inside its folder');
    return name;
  }
}
