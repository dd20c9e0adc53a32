/**
 * Finds where keywords begin in bytes, without regard to the case of ASCII letters.
 * @returns for each keyword that stands there, by its index, its places in ascending order
 */
export type KeywordFinder = (bytes: Uint8Array) => ReadonlyMap<number, readonly number[]>;

/**
 * Builds the automaton of Aho and Corasick ("Efficient string matching", 1975) for a list of keywords: one pass over
 * the bytes finds them all, however many they are. It is laid out as one table, with a column for each byte that some
 * keyword holds and one for all others.
 * @param keywords in lower case, ASCII, none empty, none twice
 */
export function makeKeywordFinder(keywords: readonly string[]): KeywordFinder {
  const { columns, width } = columnsOf(keywords);
  const trie = buildTrie(keywords, columns, width);
  const { table, firstEnd, endings } = sortEndsLast(completeTrie(trie), width);
  const lengths = Int32Array.from(keywords, (keyword) => keyword.length);

  return (bytes) => {
    const places = new Map<number, number[]>();
    const size = bytes.length;
    let state = 0;
    for (let at = 0; at < size; at += 1) {
      state = table[state + (columns[bytes[at] as number] as number)] as number;
      if (state >= firstEnd) note(places, endings[(state - firstEnd) / width] ?? [], lengths, at + 1);
    }
    return places;
  };
}

function note(
  places: Map<number, number[]>,
  ending: readonly number[],
  lengths: Int32Array,
  end: number,
): void {
  for (const keyword of ending) {
    const place = end - (lengths[keyword] as number);
    const known = places.get(keyword);
    if (known) known.push(place);
    else places.set(keyword, [place]);
  }
}

/** The column of each byte; column 0 is that of the bytes that no keyword holds. */
function columnsOf(keywords: readonly string[]): { columns: Uint8Array; width: number } {
  const columns = new Uint8Array(256);
  const letters = [...new Set(keywords.join(''))].sort();
  letters.forEach((letter, index) => {
    columns[letter.charCodeAt(0)] = index + 1;
    columns[letter.toUpperCase().charCodeAt(0)] = index + 1;
  });
  return { columns, width: letters.length + 1 };
}

type Trie = {
  /** By state and column the next state, or 0 for none: no edge leads back to the root. */
  readonly next: number[][];
  /** By state the keywords that end there. */
  readonly ending: number[][];
};

function buildTrie(keywords: readonly string[], columns: Uint8Array, width: number): Trie {
  const next: number[][] = [new Array<number>(width).fill(0)];
  const ending: number[][] = [[]];
  keywords.forEach((keyword, index) => {
    let state = 0;
    for (const letter of keyword) {
      const column = columns[letter.charCodeAt(0)] as number;
      const row = next[state] as number[];
      if (row[column] === 0) {
        row[column] = next.push(new Array<number>(width).fill(0)) - 1;
        ending.push([]);
      }
      state = row[column] as number;
    }
    (ending[state] as number[]).push(index);
  });
  return { next, ending };
}

/** Gives every state an edge for every column: where the trie has none, that of the longest suffix that has one. */
function completeTrie({ next, ending }: Trie): Trie {
  const suffix = new Array<number>(next.length).fill(0);
  const queue = [0];
  for (const state of queue) {
    const row = next[state] as number[];
    const fallback = next[suffix[state] as number] as number[];
    row.forEach((target, column) => {
      const other = state === 0 ? 0 : (fallback[column] as number);
      if (target === 0) {
        row[column] = other;
        return;
      }
      suffix[target] = other;
      (ending[target] as number[]).push(...(ending[other] as number[]));
      queue.push(target);
    });
  }
  return { next, ending };
}

/**
 * Numbers the states anew, those in which a keyword ends behind all others, so that one comparison tells them apart,
 * and by steps of the table's width, so that a state is the place of its row.
 */
function sortEndsLast({ next, ending }: Trie, width: number) {
  const isEnd = (state: number) => (ending[state] as number[]).length > 0;
  const states = next.map((_, state) => state);
  const order = [...states.filter((state) => !isEnd(state)), ...states.filter(isEnd)];
  const place = new Int32Array(next.length);
  order.forEach((state, index) => {
    place[state] = index * width;
  });
  const table = new Int32Array(next.length * width);
  order.forEach((state, index) => {
    (next[state] as number[]).forEach((target, column) => {
      table[index * width + column] = place[target] as number;
    });
  });
  const ends = order.filter(isEnd);
  return {
    table,
    firstEnd: (next.length - ends.length) * width,
    endings: ends.map((state) => ending[state] as number[]),
  };
}
