/** A token of a regular expression that may be an escape, a character class or a quantifier. */
const PIECE = /\\.|\[(?:\\.|[^\]\\])*\]|[*+]|\{\d+,\}/g;

/** Returns the text of a pattern's quantifiers without an upper bound. */
export function unboundedQuantifiers(pattern: { readonly source: string }): string[] {
  return [...pattern.source.matchAll(PIECE)].map(([piece]) => piece).filter((piece) => /^[*+{]/.test(piece));
}
