/**
 * Reads a pickle without running anything of it: it builds dictionaries, lists, tuples, texts and numbers, and
 * calls the functions that it is given, by name. Every other global is refused.
 */

/** A name in a pickle that a reader may use. */
export type Globals = Readonly<Record<string, (args: readonly unknown[]) => unknown>>;

export interface PickleReader {
  /** `module name` to what is made of a call. */
  readonly globals: Globals;
  /** Classes whose objects are kept as their attributes, without a call: those that TorchScript names. */
  readonly isObject?: (name: string) => boolean;
  /** What stands for a persistent id. */
  readonly persistent: (id: unknown) => unknown;
}

/** A global that was named and may be called. */
class Named {
  constructor(
    readonly name: string,
    readonly call: (args: readonly unknown[]) => unknown,
  ) {}
}

/** An object of a class that was not run: its attributes alone. */
export class Attributes {
  values: ReadonlyMap<unknown, unknown> = new Map();
}

export class PickleError extends Error {}

const MARK = Symbol('mark');
/** More than any checkpoint's names and shapes. */
const MOST_STEPS = 20_000_000;

/** @throws PickleError naming the global that is refused, the opcode that is not known, or where it ends */
export function unpickle(bytes: Uint8Array, reader: PickleReader): unknown {
  return new Machine(bytes, reader).run();
}

class Machine {
  private at = 0;
  private readonly view: DataView;
  private readonly stack: unknown[] = [];
  private readonly memo = new Map<number, unknown>();

  constructor(
    private readonly bytes: Uint8Array,
    private readonly reader: PickleReader,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): unknown {
    for (let step = 0; step < MOST_STEPS; step++) {
      const code = this.byte();
      if (code === 0x2e) return this.pop(); // STOP
      this.step(code);
    }
    throw new PickleError('goes on without an end');
  }

  private step(code: number): void {
    const { stack } = this;
    switch (code) {
      case 0x80: // PROTO
        this.byte();
        return;
      case 0x95: // FRAME
        this.take(8);
        return;
      case 0x28: // MARK
        stack.push(MARK);
        return;
      case 0x30: // POP
        this.pop();
        return;
      case 0x31: // POP_MARK
        this.popMark();
        return;
      case 0x4e: // NONE
        stack.push(null);
        return;
      case 0x88: // NEWTRUE
        stack.push(true);
        return;
      case 0x89: // NEWFALSE
        stack.push(false);
        return;
      case 0x4b: // BININT1
        stack.push(this.byte());
        return;
      case 0x4d: // BININT2
        stack.push(this.view.getUint16(this.take(2), true));
        return;
      case 0x4a: // BININT
        stack.push(this.view.getInt32(this.take(4), true));
        return;
      case 0x8a: // LONG1
        stack.push(this.long(this.byte()));
        return;
      case 0x47: // BINFLOAT
        stack.push(this.view.getFloat64(this.take(8), false));
        return;
      case 0x58: // BINUNICODE
        stack.push(this.text(this.view.getUint32(this.take(4), true)));
        return;
      case 0x8c: // SHORT_BINUNICODE
        stack.push(this.text(this.byte()));
        return;
      case 0x55: // SHORT_BINSTRING
        stack.push(this.text(this.byte()));
        return;
      case 0x43: // SHORT_BINBYTES
        stack.push(this.slice(this.byte()));
        return;
      case 0x5d: // EMPTY_LIST
        stack.push([]);
        return;
      case 0x7d: // EMPTY_DICT
        stack.push(new Map());
        return;
      case 0x29: // EMPTY_TUPLE
        stack.push([]);
        return;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(this.popMany(code - 0x84));
        return;
      case 0x74: // TUPLE
        stack.push(this.popMark());
        return;
      case 0x6c: // LIST
        stack.push(this.popMark());
        return;
      case 0x61: {
        // APPEND
        const value = this.pop();
        this.list().push(value);
        return;
      }
      case 0x65: {
        // APPENDS
        const values = this.popMark();
        this.list().push(...values);
        return;
      }
      case 0x73: {
        // SETITEM
        const [key, value] = this.popMany(2);
        this.dict().set(key, value);
        return;
      }
      case 0x75: {
        // SETITEMS
        const values = this.popMark();
        const dict = this.dict();
        for (let i = 0; i + 1 < values.length; i += 2) dict.set(values[i], values[i + 1]);
        return;
      }
      case 0x71: // BINPUT
        this.memo.set(this.byte(), this.top());
        return;
      case 0x72: // LONG_BINPUT
        this.memo.set(this.view.getUint32(this.take(4), true), this.top());
        return;
      case 0x94: // MEMOIZE
        this.memo.set(this.memo.size, this.top());
        return;
      case 0x68: // BINGET
        stack.push(this.remembered(this.byte()));
        return;
      case 0x6a: // LONG_BINGET
        stack.push(this.remembered(this.view.getUint32(this.take(4), true)));
        return;
      case 0x63: // GLOBAL
        stack.push(this.global(`${this.line()} ${this.line()}`));
        return;
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = this.popMany(2);
        stack.push(this.global(`${String(module)} ${String(name)}`));
        return;
      }
      case 0x52:
      case 0x81: {
        // REDUCE, NEWOBJ
        const [named, args] = this.popMany(2);
        if (!(named instanceof Named) || !Array.isArray(args)) {
          throw new PickleError('calls something that is not a function');
        }
        stack.push(named.call(args));
        return;
      }
      case 0x62: {
        // BUILD: attributes of what was built
        const state = this.pop();
        const built = this.top();
        if (built instanceof Attributes && state instanceof Map) built.values = state;
        return;
      }
      case 0x51: // BINPERSID
        stack.push(this.reader.persistent(this.pop()));
        return;
      default:
        throw new PickleError(
          `holds an instruction (0x${code.toString(16)}) that no checkpoint needs`,
        );
    }
  }

  private global(name: string): Named {
    if (this.reader.isObject?.(name)) return new Named(name, () => new Attributes());
    // Own keys only: `constructor` is on every object.
    if (!Object.hasOwn(this.reader.globals, name)) {
      throw new PickleError(
        `asks for "${name.replace(' ', '.').slice(0, 120)}" to be run, which is refused`,
      );
    }
    return new Named(name, this.reader.globals[name] as Named['call']);
  }

  private byte(): number {
    return this.bytes[this.take(1)] as number;
  }

  private take(length: number): number {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new PickleError('ends too early');
    return start;
  }

  private slice(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  private text(length: number): string {
    return new TextDecoder().decode(this.slice(length));
  }

  private line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw new PickleError('ends too early');
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }

  private long(length: number): number {
    let value = 0n;
    const bytes = this.slice(length);
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] as number);
    return Number(BigInt.asIntN(length * 8, value));
  }

  private pop(): unknown {
    if (this.stack.length === 0) throw new PickleError('takes more than it gave');
    return this.stack.pop();
  }

  private popMany(count: number): unknown[] {
    if (this.stack.length < count) throw new PickleError('takes more than it gave');
    return this.stack.splice(this.stack.length - count);
  }

  private popMark(): unknown[] {
    const mark = this.stack.lastIndexOf(MARK);
    if (mark < 0) throw new PickleError('takes more than it gave');
    const values = this.stack.splice(mark + 1);
    this.stack.pop();
    return values;
  }

  private top(): unknown {
    return this.stack.at(-1);
  }

  private list(): unknown[] {
    const top = this.top();
    if (!Array.isArray(top)) throw new PickleError('appends to something that is not a list');
    return top;
  }

  private dict(): Map<unknown, unknown> {
    const top = this.top();
    if (!(top instanceof Map))
      throw new PickleError('sets items of something that is not a dictionary');
    return top;
  }

  private remembered(at: number): unknown {
    if (!this.memo.has(at)) throw new PickleError('recalls what it never kept');
    return this.memo.get(at);
  }
}
