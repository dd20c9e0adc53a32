/** The longest value that is judged by patterns which take more than linear time, in characters. */
const VALUE_LIMIT = 512;

const NOTHING = /(?!)/g;

/** A regular expression that matches nothing in a text longer than its limit, and does not read it. */
class LimitedRegExp extends RegExp {
  /** A law of the tests reads it. */
  readonly limit: number;

  constructor(pattern: RegExp, limit: number) {
    super(pattern);
    this.limit = limit;
  }

  override exec(text: string): RegExpExecArray | null {
    if (text.length <= this.limit) return super.exec(text);
    this.lastIndex = 0;
    return null;
  }

  override [Symbol.matchAll](text: string): RegExpStringIterator<RegExpExecArray> {
    return text.length > this.limit ? NOTHING[Symbol.matchAll](text) : super[Symbol.matchAll](text);
  }

  override [Symbol.split](text: string, most?: number): string[] {
    return text.length > this.limit ? [text] : super[Symbol.split](text, most);
  }

  // The copies that these two make are of the plain kind: they are handed no other text.
  static override get [Symbol.species](): RegExpConstructor {
    return RegExp;
  }
}

/**
 * Limits a pattern that takes more than linear time to texts on which it takes at most 20 ms. A law demands this of
 * every pattern that no checker proves linear, and measures each at its limit.
 * @param limit the most characters of a text that it matches in; 512, the longest value, where left out
 */
export function limited(pattern: RegExp, limit = VALUE_LIMIT): RegExp {
  return new LimitedRegExp(pattern, limit);
}
