/**
 * How many findings a page examines. Filters that no index knows may need all findings of a repo.
 * A page that ends early has a cursor to go on from. Each of many repos is examined up to the lower number.
 */
export const EXAMINED = { page: 2_000, export: 4_000, ofManyRepos: 100 } as const;

/** A count stops at so many findings, and at so many that were examined for it. */
export const COUNTING = { found: 10_000, examined: 100_000 } as const;

/** How many open critical findings of a month the overview counts. */
export const AGED = 2_000;

/** The most findings that an export reads at once. They are in memory together. */
export const EXPORTED = 500;

/** How many findings of each repo to examine. */
export function share(examined: number, repos: number): number {
  return Math.max(EXAMINED.ofManyRepos, Math.floor(examined / Math.max(repos, 1)));
}

/** How many findings a search reads by the index of texts. It counts up to them, too. */
export const MOST_FOUND = 10_000;

/** Whether the index can probably read all findings of a text, by how many of the examined ones have it. */
export function isRare({
  matched,
  examined,
  size,
}: {
  matched: number;
  examined: number;
  size: number;
}): boolean {
  return (matched / examined) * size <= MOST_FOUND;
}
