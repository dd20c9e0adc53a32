import type { Report } from '../engine';
import { type KeywordFinder, makeKeywordFinder } from './ahoCorasick';
import type { FileKind } from './fileKind';
import type { Rule } from './rule';
import { type Judged, makeSearch } from './suspects';

/**
 * Creates the search for the candidates of all rules. One pass finds all keywords. Then each rule with a found keyword
 * searches near its positions. The search takes the text as bytes and as characters 0 to 255, as callers need both.
 */
export function makeTextSearch(
  rules: readonly Rule[],
): (bytes: Buffer, text: string, kind: FileKind, report?: Report) => readonly Judged[] {
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords))];
  const findKeywords = makeKeywordFinder(keywords);
  const searches = rules.map((rule) => ({
    formats: rule.formats,
    indexes: rule.keywords.map((keyword) => keywords.indexOf(keyword)),
    search: makeSearch(rule),
  }));
  const searchesOf = keywords.map((_, index) => searches.filter(({ indexes }) => indexes.includes(index)));

  return (bytes, text, kind, report) => {
    const found = findKeywords(bytes);
    if (found.size === 0) return [];
    const candidates = new Set([...found.keys()].flatMap((keyword) => searchesOf[keyword] ?? []));
    const wanted = [...candidates].filter(({ formats }) => !formats || formats.includes(kind.format));
    const countOf = (indexes: readonly number[]) =>
      indexes.reduce((sum, index) => sum + (found.get(index)?.length ?? 0), 0);
    const total = report ? wanted.reduce((sum, { indexes }) => sum + countOf(indexes), 0) : 0;
    let done = 0;
    return wanted.flatMap(({ indexes, search }) => {
      const own = report ? countOf(indexes) : 0;
      const reportOwn = report && ((share: number) => report((done + share * own) / total));
      const judged = search(text, positionsOf(indexes, found), kind, reportOwn);
      done += own;
      report?.(done / total);
      return judged;
    });
  };
}

/** Returns the positions of all keywords of a rule, ascending and unique. */
function positionsOf(indexes: readonly number[], found: ReturnType<KeywordFinder>): readonly number[] {
  const lists: (readonly number[])[] = [];
  for (const index of indexes) {
    const positions = found.get(index);
    if (positions) lists.push(positions);
  }
  const [only, ...others] = lists;
  if (only && others.length === 0) return only;
  // Numbers in a typed array are sorted ten times as fast.
  return withoutRepetitions(Uint32Array.from(lists.flat()).sort());
}

function withoutRepetitions(ascending: Iterable<number>): number[] {
  const positions: number[] = [];
  let last = -1;
  for (const position of ascending) {
    if (position !== last) positions.push(position);
    last = position;
  }
  return positions;
}
