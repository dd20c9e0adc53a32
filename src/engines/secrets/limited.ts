/** The longest value, in characters, that patterns of more than linear time are applied to. */
const VALUE_LIMIT = 512;

const NOTHING = /(?!)/g;

/** A regular expression that matches nothing in a text longer than its limit, and does not read it. */
class LimitedRegExp extends RegExp {
  /** Read by a law of the tests. */
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

  // Copies made by `matchAll` and `split` are plain expressions, which only see the text that passed the limit.
  static override get [Symbol.species](): RegExpConstructor {
    return RegExp;
  }
}

/**
 * Limits a pattern that takes more than linear time to texts on which it takes at most 20 ms. A law requires this for
 * every pattern that the checker can't prove linear, and measures each at its limit.
 * @param limit the longest text that it matches in, in characters; by default 512, the longest value
 */
export function limited(pattern: RegExp, limit = VALUE_LIMIT): RegExp {
  return new LimitedRegExp(pattern, limit);
}
