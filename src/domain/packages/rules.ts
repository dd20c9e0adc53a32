/** One condition of a range of versions. */
export type Comparator = { readonly operator: Operator; readonly version: string };

const OPERATORS = ['<=', '>=', '!=', '<', '>', '='] as const;
type Operator = (typeof OPERATORS)[number];

/** Alternatives, each of conditions that all hold. */
export type VersionRange = readonly (readonly Comparator[])[];

const MOST_COMPARATORS = 20;

/**
 * Reads a version, or a range such as `>=1.0 <1.4.2 || 2.0.0`. Commas are as good as spaces.
 * @returns undefined if it is none
 */
export function parseRange(text: string): VersionRange | undefined {
  const range = text.split('||').map((alternative) => {
    const joined = OPERATORS.reduce(
      (it, one) => it.replaceAll(`${one} `, one),
      alternative.replaceAll(',', ' '),
    );
    return joined.split(' ').flatMap((part) => (part === '' ? [] : [parseComparator(part)]));
  });
  const all = range.flat();
  const isWhole = range.every((alternative) => alternative.length > 0);
  const isPlain = all.every(({ version }) => version !== '' && !/[<>=!|]/.test(version));
  return isWhole && isPlain && all.length <= MOST_COMPARATORS ? range : undefined;
}

function parseComparator(part: string): Comparator {
  const operator = OPERATORS.find((one) => part.startsWith(one));
  return { operator: operator ?? '=', version: part.slice(operator?.length ?? 0) };
}

const HOLDS: Readonly<Record<Operator, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/**
 * Whether a version is in a range. Versions that can't be compared are in none.
 * @param compare as for a sort; null for versions that can't be compared
 */
export function isInRange(
  version: string,
  range: VersionRange,
  compare: (a: string, b: string) => number | null,
): boolean {
  return range.some((alternative) =>
    alternative.every((comparator) => {
      const order = compare(version, comparator.version);
      return order !== null && HOLDS[comparator.operator](order);
    }),
  );
}

/** A longer name is none of a real package. It is not kept, as no index takes it. */
export const MAX_NAME = 500;

/** Rows that one statement inserts. */
export const INSERT_BATCH = 1_000;

/** How many comparisons in a row may skip packages. After that, only another change of advisories causes one. */
export const MOST_FAILURES = 3;

const HOUR_MS = 3_600_000;

/** A name is noted again only where that was before this time. */
export function namesNotedSince(now: Date): Date {
  return new Date(now.getTime() - 6 * HOUR_MS);
}

/** A name that was noted since this time is kept: the packages that have it may not be inserted yet. */
export function unusedNamesSince(now: Date): Date {
  return new Date(now.getTime() - 24 * HOUR_MS);
}
