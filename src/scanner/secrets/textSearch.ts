import { type KeywordFinder, makeKeywordFinder } from './ahoCorasick';
import type { FileKind } from './fileKind';
import type { Rule } from './rule';
import { type Judged, makeSearch } from './suspects';

/**
 * Makes the search for what any of the rules describes: one pass for all keywords, then each rule whose keywords were
 * found, near these.
 */
export function makeTextSearch(rules: readonly Rule[]): (bytes: Buffer, kind: FileKind) => readonly Judged[] {
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
    if (found.size === 0) return [];
    const text = bytes.toString('latin1');
    const called = new Set([...found.keys()].flatMap((keyword) => searchesOf[keyword] ?? []));
    return [...called].flatMap(({ formats, indexes, search }) => {
      if (formats && !formats.includes(kind.format)) return [];
      return search(text, placesOf(indexes, found), kind);
    });
  };
}

/** Where any of a rule's keywords stands, in one ascending list, each place once. */
function placesOf(indexes: readonly number[], found: ReturnType<KeywordFinder>): readonly number[] {
  const lists: (readonly number[])[] = [];
  for (const index of indexes) {
    const places = found.get(index);
    if (places) lists.push(places);
  }
  const [only, ...others] = lists;
  if (only && others.length === 0) return only;
  return withoutRepetitions(lists.flat().sort((a, b) => a - b));
}

function withoutRepetitions(ascending: readonly number[]): number[] {
  const places: number[] = [];
  let last = -1;
  for (const place of ascending) {
    if (place !== last) places.push(place);
    last = place;
  }
  return places;
}
