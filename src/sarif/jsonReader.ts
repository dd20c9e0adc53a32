import { none } from 'stream-chain/core';
import { jsonParser } from 'stream-json/core/parser.js';
import {
  InvalidDocument,
  InvalidJson,
  type JsonKind,
  type JsonPath,
  type Plan,
  pointerOf,
  TOO_LARGE,
} from './json';
import { createBuilder, type Json, type JsonBuilder } from './jsonBuilder';

/** Deeper nesting has no use, and its memory no limit. */
const MOST_LEVELS = 500;
/** Longer names of fields are none that a reader looks for. */
const LONGEST_KEY = 500;

/** An object or list whose values are read one by one, and the names of those that were. */
type Frame = { readonly isArray: boolean; readonly names: Set<string> };

/** Reads a JSON document in pieces. Memory does not grow with what is skipped, not even with one long text. */
export class JsonReader {
  readonly #parse = jsonParser({ packValues: false });
  readonly #planOf: (path: JsonPath, kind: JsonKind) => Plan;
  readonly #frames: Frame[] = [];
  /** The way to the present value. */
  readonly #path: (string | number)[] = [];
  /** The name of a field that is being read; undefined outside of names. */
  #name: string | undefined;
  /** How many levels of a skipped or built value are open. */
  #depth = 0;
  #builder: JsonBuilder | undefined;
  #plan: Plan = 'skip';

  /** @param planOf called for the document, and for every value in an entered one */
  constructor(planOf: (path: JsonPath, kind: JsonKind) => Plan) {
    this.#planOf = planOf;
  }

  /** Reads the next piece of the text, which ends anywhere. Throws InvalidDocument. */
  write(text: string): void {
    this.#take(text);
  }

  /** Throws InvalidDocument if the document is not complete. */
  end(): void {
    this.#take(none);
  }

  #take(piece: string | typeof none): void {
    for (const { name, value } of this.#tokensOf(piece)) this.#handlers[name]?.(value ?? '');
  }

  #tokensOf(piece: string | typeof none): readonly Token[] {
    try {
      const tokens = this.#parse(piece as string);
      return tokens === none ? [] : (tokens as { values: readonly Token[] }).values;
    } catch {
      const pointer = this.#pointer();
      throw new InvalidJson(pointer, pointer === '' ? 'is not valid JSON' : 'is not valid JSON from here on');
    }
  }

  /** The place of the present value; that of its object or list if it has not begun. */
  #pointer(): string {
    const last = this.#path.at(-1);
    return pointerOf(last === '' || last === -1 ? this.#path.slice(0, -1) : this.#path);
  }

  readonly #handlers: Readonly<Record<string, (value: string) => void>> = {
    startObject: () => this.#open('object'),
    startArray: () => this.#open('array'),
    endObject: () => this.#close(),
    endArray: () => this.#close(),
    startKey: () => {
      if (this.#depth > 0) this.#builder?.beginText();
      else this.#name = '';
    },
    endKey: () => {
      if (this.#depth > 0) this.#builder?.endKey();
      else this.#path[this.#path.length - 1] = this.#name ?? '';
      this.#name = undefined;
    },
    stringChunk: (text) => {
      if (this.#name === undefined) this.#builder?.addText(text);
      else if (this.#name.length < LONGEST_KEY) this.#name += text;
    },
    startString: () => this.#beginScalar(),
    endString: () => this.#endScalar((text) => text),
    startNumber: () => this.#beginScalar(),
    numberChunk: (text) => this.#builder?.addText(text),
    endNumber: () => this.#endScalar(Number),
    nullValue: () => this.#literal(null),
    trueValue: () => this.#literal(true),
    falseValue: () => this.#literal(false),
  };

  #open(kind: 'object' | 'array'): void {
    if (this.#depth + this.#frames.length >= MOST_LEVELS) {
      throw new InvalidDocument(pointerOf(this.#path), `is nested more than ${MOST_LEVELS} levels deep`);
    }
    if (this.#depth === 0) this.#begin(kind);
    if (this.#isEntered()) {
      this.#frames.push({ isArray: kind === 'array', names: new Set() });
      this.#path.push(kind === 'array' ? -1 : '');
      return;
    }
    this.#depth++;
    this.#builder?.open(kind);
  }

  #isEntered(): boolean {
    return this.#depth === 0 && (this.#plan === 'enter' || this.#plan === 'walk');
  }

  #close(): void {
    if (this.#depth === 0) {
      this.#frames.pop();
      this.#path.pop();
      return;
    }
    this.#builder?.close();
    this.#depth--;
    this.#end();
  }

  #beginScalar(): void {
    if (this.#depth === 0) this.#begin('scalar');
    this.#builder?.beginText();
  }

  #endScalar(read: (text: string) => Json): void {
    this.#builder?.endText(read);
    this.#end();
  }

  #literal(value: Json): void {
    if (this.#depth === 0) this.#begin('scalar');
    this.#builder?.add(value);
    this.#end();
  }

  /** Begins a value that is in an entered one. */
  #begin(kind: JsonKind): void {
    const frame = this.#frames.at(-1);
    if (frame?.isArray) this.#path[this.#path.length - 1] = Number(this.#path.at(-1)) + 1;
    this.#plan = this.#planOf(this.#path, kind);
    if (frame && !frame.isArray && this.#plan !== 'skip' && this.#plan !== 'walk') this.#requireFirst(frame);
    if (typeof this.#plan === 'object') this.#builder = createBuilder();
  }

  /** A field that is read must not be there twice. */
  #requireFirst({ names }: Frame): void {
    const name = String(this.#path.at(-1));
    if (names.has(name)) throw new InvalidDocument(pointerOf(this.#path), 'is there twice');
    names.add(name);
  }

  /** Ends a value: a built one is handed over, unless it is in another one. */
  #end(): void {
    if (this.#depth > 0 || typeof this.#plan !== 'object' || !this.#builder) return;
    const value = this.#builder.isTooLarge() ? TOO_LARGE : this.#builder.take();
    this.#builder = undefined;
    this.#plan.build(value, [...this.#path]);
  }
}

type Token = { readonly name: string; readonly value?: string };
