import { makeKeywordFinder } from './ahoCorasick';
import type { FileKind } from './fileKind';
import type { Rule } from './rule';
import { type Judged, makeSearch } from './suspects';

/** What all rules came upon in one text. */
export type Searched = {
  /** The keywords that stand in it. */
  readonly keywords: readonly string[];
  readonly judged: readonly Judged[];
};

/**
 * Makes the search for what any of the rules describes: one pass for all keywords, then each rule whose keywords were
 * found, near these.
 */
export function makeTextSearch(rules: readonly Rule[]): (bytes: Buffer, kind: FileKind) => Searched {
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords))];
  const findKeywords = makeKeywordFinder(keywords);
  const searches = rules.map((rule) => ({
    formats: rule.formats,
    indexes: rule.keywords.map((keyword) => keywords.indexOf(keyword)),
    search: makeSearch(rule),
  }));
  const searchesOf = keywords.map((_, index) => searches.filter(({ indexes }) => indexes.includes(index)));

  return (bytes, kind) => {
    const found = findKeywords(bytes);
    if (found.size === 0) return { keywords: [], judged: [] };
    const text = bytes.toString('latin1');
    const called = new Set([...found.keys()].flatMap((keyword) => searchesOf[keyword] ?? []));
    const judged = [...called].flatMap(({ formats, indexes, search }) => {
      if (formats && !formats.includes(kind.format)) return [];
      const places = mergePlaces(indexes.map((index) => found.get(index) ?? []));
      return search(text, places, kind);
    });
    return { keywords: [...found.keys()].map((keyword) => keywords[keyword] ?? ''), judged };
  };
}

/** One ascending list of ascending ones, each place once. */
function mergePlaces(lists: readonly (readonly number[])[]): readonly number[] {
  const [only, ...others] = lists.filter(({ length }) => length > 0);
  if (only && others.length === 0) return only;
  const sorted = Int32Array.from(lists.flat()).sort();
  return Array.from(sorted.filter((place, index) => place !== sorted[index - 1]));
}
