/** How an ecosystem orders versions. */
export type VersionOrder = {
  /** Whether the ecosystem can order it at all. */
  readonly isVersion: (text: string) => boolean;
  /** Negative where `a` is older, positive where it is newer, null where one of them is no version. */
  readonly compare: (a: string, b: string) => number | null;
};

/** No registry has longer ones. It bounds what a hostile text costs. */
const MOST_CHARACTERS = 256;
/** Advisories repeat the same bounds for every package, so parsed versions are kept. */
const MOST_KEPT = 20_000;

/**
 * Makes an order from a parser and a comparison.
 * @param parse returns null where the text is no version
 */
export function orderBy<V>(
  parse: (text: string) => V | null,
  compare: (a: V, b: V) => number | null,
): VersionOrder {
  const kept = new Map<string, V | null>();
  const read = (text: string): V | null => {
    if (text.length > MOST_CHARACTERS) return null;
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const parsed = parse(text);
    kept.set(text, parsed);
    return parsed;
  };
  return {
    isVersion: (text) => read(text) !== null,
    compare: (a, b) => {
      const left = read(a);
      const right = read(b);
      return left === null || right === null ? null : compare(left, right);
    },
  };
}

/** Compares two decimal numbers of any length. */
export function compareDigits(a: string, b: string): number {
  const left = withoutZeros(a);
  const right = withoutZeros(b);
  return left.length - right.length || compareText(left, right);
}

/** Compares by code units, as registries do, and not by a language's rules. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The first difference of two lists, where a missing item counts as `none`. */
export function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  none: T,
  compare: (a: T, b: T) => number,
): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = compare(a[index] ?? none, b[index] ?? none);
    if (difference !== 0) return difference;
  }
  return 0;
}

function withoutZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits[start] === '0') start++;
  return start === 0 ? digits : digits.slice(start);
}
