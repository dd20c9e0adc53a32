/** A piece of a regular expression that may be an escape, a class of characters or a quantifier. */
const PIECE = /\\.|\[(?:\\.|[^\]\\])*\]|[*+]|\{\d+,\}/g;

/** The quantifiers of a pattern that have no upper bound, as they are written. */
export function unboundedQuantifiers(pattern: { readonly source: string }): string[] {
  return [...pattern.source.matchAll(PIECE)].map(([piece]) => piece).filter((piece) => /^[*+{]/.test(piece));
}
