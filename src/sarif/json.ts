import type { Json } from './jsonBuilder';

/** The way to a value: names of fields and indexes of lists. */
export type JsonPath = readonly (string | number)[];

export type JsonKind = 'object' | 'array' | 'scalar';

/**
 * What to do with a value: read what is in it, build it as a whole, or skip it.
 * `walk` is as `enter`, but fields may be there twice.
 */
export type Plan =
  | 'enter'
  | 'walk'
  | 'skip'
  | { readonly build: (value: Json | TooLarge, path: JsonPath) => void };

/** A value that is too large to be built in memory. */
export const TOO_LARGE = Symbol('too large');
export type TooLarge = typeof TOO_LARGE;

/** A document that can't be read. The message is a sentence that begins with the place, as a JSON pointer. */
export class InvalidDocument extends Error {
  override readonly name = 'InvalidDocument';

  /** @param what follows the place, as in "must be a list" */
  constructor(
    readonly pointer: string,
    readonly what: string,
  ) {
    super(`${pointer === '' ? 'The document' : pointer} ${what}`);
  }
}

/** The text is not JSON. The place is that of the piece in which this was noticed, so it may be some way before. */
export class InvalidJson extends InvalidDocument {}

/** A JSON pointer. Source: RFC 6901. */
export function pointerOf(path: JsonPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
