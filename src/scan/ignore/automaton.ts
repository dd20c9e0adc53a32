import { hash } from 'node:crypto';
import type { Pattern } from './pattern';

/**
 * Matches paths against many patterns at once, byte by byte. A state is the set of all positions in the patterns that a
 * path's prefix can reach. So the work for a path is at most its length times the length of all patterns.
 * States and their transitions are cached, so similar paths cost almost nothing.
 */
export type Automaton = {
  /** The state before the first byte. */
  readonly start: () => State;
  /** @returns the state after some more bytes */
  readonly follow: (state: State, bytes: Uint8Array, from: number, to: number) => State;
  /** The indexes of the patterns that match the bytes so far, in ascending order. */
  readonly matched: (state: State, isFolder: boolean) => readonly number[];
  /** The number of positions that were advanced so far, cached transitions excluded: a measure of the work. */
  readonly steps: () => number;
};

export type State = {
  readonly positions: Uint32Array;
  readonly next: (State | undefined)[];
  /** The patterns that match here, computed once, since a state may hold many positions. */
  readonly ofFile: readonly number[];
  readonly ofFolder: readonly number[];
};

/** The limit of positions in all cached states, about 20 MB. Beyond it the cache is cleared. */
const MAX_KEPT_POSITIONS = 4_000_000;
/** The size of a state's own transition table, counted in positions. */
const STATE_POSITIONS = 512;

const LITERAL = 0;
const ANY = 1;
const CLASS = 2;
const STAR = 3;
const FOLDERS = 4;
const REST = 5;
const END = 6;
const KINDS = { literal: LITERAL, any: ANY, class: CLASS, star: STAR, folders: FOLDERS, rest: REST } as const;
const SLASH = 0x2f;

type Table = {
  readonly kinds: Uint8Array;
  /** By kind: a literal's byte, the index of a class's set, or the index of an end's pattern. */
  readonly values: Uint32Array;
  readonly sets: readonly Uint8Array[];
  readonly starts: readonly number[];
};

export function createAutomaton(patterns: readonly Pattern[]): Automaton {
  const table = tableOf(patterns);
  const { kinds, values, starts } = table;
  let kept = new Map<string, State>();
  let keptPositions = 0;
  let steps = 0;

  const stateOf = (positions: Uint32Array): State => {
    const ends = Array.from(positions.filter((position) => kinds[position] === END));
    const ofFolder = ends.map((position) => values[position] ?? 0).sort((a, b) => a - b);
    const ofFile = ofFolder.filter((index) => !patterns[index]?.foldersOnly);
    return { positions: positions.slice(), next: [], ofFile, ofFolder };
  };
  const keep = (positions: Uint32Array): State => {
    // A digest, since a map compares long strings of equal length one by one.
    const key = hash(
      'sha256',
      new Uint8Array(positions.buffer, positions.byteOffset, positions.byteLength),
      'binary',
    );
    const known = kept.get(key);
    if (known) return known;
    const state = stateOf(positions);
    const size = STATE_POSITIONS + positions.length + 2 * (state.ofFile.length + state.ofFolder.length);
    keptPositions += size;
    if (keptPositions > MAX_KEPT_POSITIONS) {
      kept = new Map();
      keptPositions = size;
    }
    kept.set(key, state);
    return state;
  };
  const walk = createWalk(table);

  return {
    start: () => keep(walk.begin(starts)),
    follow: (state, bytes, from, to) => {
      let now = state;
      for (let at = from; at < to; at++) {
        const byte = bytes[at] ?? 0;
        let next = now.next[byte];
        if (!next) {
          steps += now.positions.length + 1;
          const before = kept;
          next = keep(walk.step(now.positions, byte));
          // A state of the new cache must not keep a state of the cleared one alive.
          if (kept === before) now.next[byte] = next;
        }
        now = next;
      }
      return now;
    },
    matched: ({ ofFile, ofFolder }, isFolder) => (isFolder ? ofFolder : ofFile),
    steps: () => steps,
  };
}

/** Computes the positions that a byte leads to. A result is valid until the next call. */
function createWalk(table: Table) {
  const { kinds } = table;
  /** The round in which each position was last entered, so that it is entered once a round. */
  const entered = new Uint32Array(kinds.length);
  const positions = new Uint32Array(kinds.length);
  let round = 0;
  let count = 0;

  /** A part that can match nothing is entered together with the part after it. */
  const enter = (position: number) => {
    for (let at = position; entered[at] !== round; at++) {
      entered[at] = round;
      positions[count++] = at;
      const kind = kinds[at];
      if (kind !== STAR && kind !== FOLDERS && kind !== REST) return;
    }
  };
  /** FOLDERS is entered only after a slash. A slash inside it also leads to the part after it. */
  const stay = (position: number) => {
    if (entered[position] === round) return;
    entered[position] = round;
    positions[count++] = position;
  };
  const beginRound = () => {
    round = (round + 1) % 2 ** 32;
    if (round === 0) entered.fill(round++);
    count = 0;
  };
  const leave = (position: number, byte: number) => {
    const kind = kinds[position];
    if (kind === FOLDERS) {
      stay(position);
      if (byte === SLASH) enter(position + 1);
    } else if (kind === STAR || kind === REST) {
      if (kind === REST || byte !== SLASH) enter(position);
    } else if (takes(table, position, byte)) enter(position + 1);
  };

  return {
    begin: (starts: readonly number[]) => {
      beginRound();
      for (const position of starts) enter(position);
      return positions.subarray(0, count);
    },
    step: (from: Uint32Array, byte: number) => {
      beginRound();
      for (const position of from) leave(position, byte);
      return positions.subarray(0, count);
    },
  };
}

/** Whether a part that matches one byte matches this one. */
function takes({ kinds, values, sets }: Table, position: number, byte: number): boolean {
  const kind = kinds[position];
  if (kind === LITERAL) return values[position] === byte;
  if (byte === SLASH) return false;
  return kind === ANY || (kind === CLASS && sets[values[position] ?? 0]?.[byte] === 1);
}

function tableOf(patterns: readonly Pattern[]): Table {
  const size = patterns.reduce((sum, { parts }) => sum + parts.length + 1, 0);
  const kinds = new Uint8Array(size);
  const values = new Uint32Array(size);
  const sets: Uint8Array[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const [index, { parts }] of patterns.entries()) {
    starts.push(at);
    for (const part of parts) {
      kinds[at] = KINDS[part.type];
      if (part.type === 'literal') values[at] = part.byte;
      if (part.type === 'class') values[at] = sets.push(part.bytes) - 1;
      at++;
    }
    kinds[at] = END;
    values[at++] = index;
  }
  return { kinds, values, sets, starts };
}
