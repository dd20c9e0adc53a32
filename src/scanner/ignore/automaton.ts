import type { Pattern } from './pattern';

/**
 * Follows paths through many patterns at once, byte by byte. A state is the set of all places in the patterns that a
 * path may have come to, so the work for a path is at most its length times that of the patterns, whatever they are.
 * States are kept as they come up, and where a byte leads from each: paths that are alike cost next to nothing.
 */
export type Automaton = {
  /** The state before the first byte. */
  readonly start: () => State;
  /** @returns the state after some more bytes */
  readonly follow: (state: State, bytes: Uint8Array, from: number, to: number) => State;
  /** The patterns, by their index, that match what was followed so far. */
  readonly matched: (state: State, isFolder: boolean) => readonly number[];
  /** Places that were left so far, but for what was known: a measure of the work. */
  readonly steps: () => number;
};

export type State = {
  readonly places: Uint32Array;
  /** The patterns that end here, by their index: found once, as many paths may come to the same state. */
  readonly ends: readonly number[];
  readonly next: (State | undefined)[];
};

/** Places of all states that are kept: some 30 MB. Then all are forgotten, and made again as they come up. */
const MAX_KEPT_PLACES = 4_000_000;
/** What a state takes by itself, in places: it knows where each byte leads. */
const STATE_PLACES = 512;

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
  /** Of a literal its byte, of a class the index of its set, of an end the index of its pattern. */
  readonly values: Uint32Array;
  readonly sets: readonly Uint8Array[];
  readonly starts: readonly number[];
};

export function createAutomaton(patterns: readonly Pattern[]): Automaton {
  const table = tableOf(patterns);
  const { kinds, values, starts } = table;
  let kept = new Map<string, State>();
  let keptPlaces = 0;
  let steps = 0;

  const keep = (places: Uint32Array): State => {
    const key = Buffer.from(places.buffer, places.byteOffset, places.byteLength).toString('latin1');
    const known = kept.get(key);
    if (known) return known;
    keptPlaces += STATE_PLACES + 2 * places.length;
    if (keptPlaces > MAX_KEPT_PLACES) {
      kept = new Map();
      keptPlaces = STATE_PLACES + 2 * places.length;
    }
    const state = { places: places.slice(), ends: endsAmong(places), next: [] };
    kept.set(key, state);
    return state;
  };
  const endsAmong = (places: Uint32Array): number[] => {
    const ends: number[] = [];
    for (const place of places) if (kinds[place] === END) ends.push(values[place] ?? 0);
    return ends;
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
          steps += now.places.length + 1;
          const before = kept;
          next = keep(walk.step(now.places, byte));
          // What was forgotten must not be held by what comes after it.
          if (kept === before) now.next[byte] = next;
        }
        now = next;
      }
      return now;
    },
    matched: ({ ends }, isFolder) =>
      isFolder ? ends : ends.filter((index) => !patterns[index]?.foldersOnly),
    steps: () => steps,
  };
}

/** Makes the places that a byte leads to; what is returned holds until the next call. */
function createWalk(table: Table) {
  const { kinds } = table;
  /** In which round each place was last entered, so that it is entered once. */
  const entered = new Uint32Array(kinds.length);
  const places = new Uint32Array(kinds.length);
  let round = 0;
  let count = 0;

  /** A part that also matches nothing is entered together with the one behind it. */
  const enter = (place: number) => {
    for (let at = place; entered[at] !== round; at++) {
      entered[at] = round;
      places[count++] = at;
      const kind = kinds[at];
      if (kind !== STAR && kind !== FOLDERS && kind !== REST) return;
    }
  };
  /** Only a slash leads into FOLDERS from outside, and inside it leads to the part behind as well. */
  const stay = (place: number) => {
    if (entered[place] === round) return;
    entered[place] = round;
    places[count++] = place;
  };
  const beginRound = () => {
    round = (round + 1) % 2 ** 32;
    if (round === 0) entered.fill(round++);
    count = 0;
  };
  const leave = (place: number, byte: number) => {
    const kind = kinds[place];
    if (kind === FOLDERS) {
      stay(place);
      if (byte === SLASH) enter(place + 1);
    } else if (kind === STAR || kind === REST) {
      if (kind === REST || byte !== SLASH) enter(place);
    } else if (takes(table, place, byte)) enter(place + 1);
  };

  return {
    begin: (starts: readonly number[]) => {
      beginRound();
      for (const place of starts) enter(place);
      return places.subarray(0, count);
    },
    step: (from: Uint32Array, byte: number) => {
      beginRound();
      for (const place of from) leave(place, byte);
      return places.subarray(0, count);
    },
  };
}

/** Whether a part that matches one byte matches this one. */
function takes({ kinds, values, sets }: Table, place: number, byte: number): boolean {
  const kind = kinds[place];
  if (kind === LITERAL) return values[place] === byte;
  if (byte === SLASH) return false;
  return kind === ANY || (kind === CLASS && sets[values[place] ?? 0]?.[byte] === 1);
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
