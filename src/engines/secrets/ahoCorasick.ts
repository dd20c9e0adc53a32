/**
 * Finds the positions where keywords begin in bytes, ignoring the case of ASCII letters.
 * @returns the positions of each keyword that occurs, by its index, in ascending order
 */
export type KeywordFinder = (bytes: Uint8Array) => ReadonlyMap<number, readonly number[]>;

/**
 * Builds the automaton of Aho and Corasick ("Efficient string matching", 1975) for a list of keywords. One pass over
 * the bytes finds them all. The automaton is one table, with a column for each byte of the keywords and one for all
 * other bytes. The table is small and its most used rows come first, since memory access dominates the cost.
 * @param keywords in lower case, ASCII or the bytes of UTF-8 as characters, none empty, none twice
 */
export function makeKeywordFinder(keywords: readonly string[]): KeywordFinder {
  const { columns, width } = columnsOf(keywords);
  const { table, shift, firstEnd, endings } = layOut(
    completeTrie(buildTrie(keywords, columns, width)),
    width,
  );
  const note = makeNote(keywords);

  return (bytes) => {
    const positions = new Map<number, number[]>();
    const size = bytes.length;
    let state = 0;
    for (let at = 0; at < size; at += 1) {
      state = table[(state << shift) + (columns[bytes[at] as number] as number)] as number;
      if (state >= firstEnd) note(positions, endings[state - firstEnd] as number[], bytes, at + 1);
    }
    return positions;
  };
}

type Note = (
  positions: Map<number, number[]>,
  ending: readonly number[],
  bytes: Uint8Array,
  end: number,
) => void;

/** Creates the function that records the keywords ending at an offset. The loop that calls it stays small so. */
function makeNote(keywords: readonly string[]): Note {
  const lengths = Int32Array.from(keywords, (keyword) => keyword.length);
  const isWide = Uint8Array.from(keywords, (keyword) => Number(/[\x80-\xff]/.test(keyword)));
  return (positions, ending, bytes, end) => {
    for (const keyword of ending) {
      const position = end - (lengths[keyword] as number);
      if (isWide[keyword] === 1 && !beginsWith(bytes, position, keywords[keyword] as string)) continue;
      const known = positions.get(keyword);
      if (known) known.push(position);
      else positions.set(keyword, [position]);
    }
  };
}

/**
 * The column of each byte. Column 0 belongs to the bytes that no keyword contains. All bytes beyond ASCII share
 * one, as the table must stay small. What a keyword with them has found is compared once more.
 */
function columnsOf(keywords: readonly string[]): { columns: Uint8Array; width: number } {
  const columns = new Uint8Array(256);
  const letters = [...new Set(keywords.join(''))].sort();
  const plain = letters.filter((letter) => letter < BEYOND_ASCII);
  plain.forEach((letter, index) => {
    columns[letter.charCodeAt(0)] = index + 1;
    columns[letter.toUpperCase().charCodeAt(0)] = index + 1;
  });
  if (plain.length === letters.length) return { columns, width: plain.length + 1 };
  columns.fill(plain.length + 1, BEYOND_ASCII.charCodeAt(0));
  return { columns, width: plain.length + 2 };
}

const BEYOND_ASCII = '\x80';

/** Whether the bytes that begin here are those of a keyword beyond ASCII. */
function beginsWith(bytes: Uint8Array, start: number, keyword: string): boolean {
  for (let at = 0; at < keyword.length; at += 1) {
    const code = keyword.charCodeAt(at);
    if (code >= 0x80 && bytes[start + at] !== code) return false;
  }
  return true;
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

/** A trie in which every state has an edge for every column, and its states by depth. */
type Automaton = Trie & { readonly byDepth: readonly number[] };

/** Adds all missing edges to every state. A missing edge is that of the longest suffix that has one. */
function completeTrie({ next, ending }: Trie): Automaton {
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
  return { next, ending, byDepth: queue };
}

/** The table stores a state's number in 16 bits. */
const MOST_STATES = 0x10000;

/**
 * Renumbers the states. Those in which a keyword ends come last, so that one comparison recognizes them.
 * Others are ordered by depth, so that the most used are adjacent.
 */
function layOut({ next, ending, byDepth }: Automaton, width: number) {
  if (next.length > MOST_STATES)
    throw new Error(`The keywords make ${next.length} states of ${MOST_STATES}.`);
  const isEnd = (state: number) => (ending[state] as number[]).length > 0;
  const ends = byDepth.filter(isEnd);
  const order = [...byDepth.filter((state) => !isEnd(state)), ...ends];
  const number = new Uint16Array(next.length);
  order.forEach((state, index) => {
    number[state] = index;
  });
  const shift = Math.ceil(Math.log2(width));
  const table = new Uint16Array(next.length << shift);
  order.forEach((state, index) => {
    (next[state] as number[]).forEach((target, column) => {
      table[(index << shift) + column] = number[target] as number;
    });
  });
  return {
    table,
    shift,
    firstEnd: next.length - ends.length,
    endings: ends.map((state) => ending[state] as number[]),
  };
}
