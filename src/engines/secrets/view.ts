import { isRandom } from './checks/strength';
import { type Hidden, hiddenIn, mergeHidden } from './hidden';
import { limited } from './limited';
import { divideLines, type Lines } from './lines';
import { isNotWord, looseValuesIn } from './looseForms';
import type { Span } from './windows';

/** A text of which parts are shown, with all possible secrets hidden. */
export type View = {
  /** Bytes as characters 0 to 255. */
  readonly text: string;
  readonly lines: Lines;
  /** The spans to hide in a span within one line, sorted and without overlaps. */
  readonly hiddenIn: (range: Span) => readonly Hidden[];
};

/** Values are indexed by their first characters, so that the cost of an offset does not grow with their number. */
const PREFIX = 4;
const MOST_BY_PREFIX = 8;
/** Values longer than this are hidden where they were found, but not searched elsewhere. */
const LONGEST_VALUE = 300;

/** Shorter texts are too short to judge whether they are random: see isRandom. */
const TOKEN = /[A-Za-z0-9+_-][A-Za-z0-9+/_-]{11,4095}/g;
const PART_OF_PATH = /[A-Za-z0-9+_-]{12,4096}/g;
/** Hexadecimal identifiers, whose digits repeat too often for isRandom. */
const HEXADECIMAL = limited(/^(?=.{0,4096}\d)(?=.{0,4096}[a-f])[0-9a-f]{16,4096}$/i, 4096);
/** Words before a token, as in the path of a URL. */
const FOLDERS = /^(?:[a-z]{2,20}\/){0,8}/;
/** How far a token, or a value's name, may extend beyond the shown span. */
const REACH = 64;

/**
 * Creates the view of a text. It hides all candidates and the same values elsewhere. It also hides texts that look
 * generated. Examples are the other half of a pair and a line from the middle of a key.
 * @param hidden the spans of all candidates
 * @param values texts to hide wherever they occur
 */
export function makeView(text: string, hidden: readonly Hidden[], values: Iterable<string>): View {
  const lines = divideLines(text);
  const candidates = mergeHidden(hidden);
  const byPrefix = indexOf(values);
  const known = new Map<string, readonly Hidden[]>();
  const findHidden = (range: Span) => {
    const line = lines.spanOf(lines.lineAt(range.start));
    const found = hiddenIn(candidates, { start: range.start - REACH, end: range.end + REACH });
    return mergeHidden([
      ...found,
      ...repetitionsIn(
        text,
        { start: Math.max(line.start, range.start - LONGEST_VALUE), end: range.end },
        byPrefix,
      ),
      ...unreportedIn(text, range, found),
    ]);
  };
  return {
    text,
    lines,
    // Findings close to each other show the same lines.
    hiddenIn: (range) => {
      const key = `${range.start} ${range.end}`;
      const hiddenHere = known.get(key) ?? findHidden(range);
      known.set(key, hiddenHere);
      return hiddenHere;
    },
  };
}

function indexOf(values: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byPrefix = new Map<string, string[]>();
  for (const value of new Set(values)) {
    if (value.length < PREFIX || value.length > LONGEST_VALUE) continue;
    const prefix = value.slice(0, PREFIX);
    const same = byPrefix.get(prefix) ?? [];
    if (same.length < MOST_BY_PREFIX) same.push(value);
    byPrefix.set(prefix, same);
  }
  return byPrefix;
}

/** Returns the spans of known values that begin in a span. */
function repetitionsIn(
  text: string,
  { start, end }: Span,
  byPrefix: ReadonlyMap<string, readonly string[]>,
): Hidden[] {
  const found: Hidden[] = [];
  if (byPrefix.size === 0) return found;
  for (let at = start; at < end; at += 1) {
    for (const value of byPrefix.get(text.slice(at, at + PREFIX)) ?? []) {
      if (text.startsWith(value, at) && (isNotWord(value) || isByItself(text, at, value.length)))
        found.push({ start: at, end: at + value.length, keywords: [] });
    }
  }
  return found;
}

/** Whether no letter precedes or follows: the secret `pass` must not be masked in every `password`. */
function isByItself(text: string, at: number, length: number): boolean {
  return !/[A-Za-z]/.test(text.charAt(at - 1)) && !/[A-Za-z]/.test(text.charAt(at + length));
}

/** Returns spans that no rule reports: secret-like values, and texts that look generated, also in paths and URLs. */
function unreportedIn(text: string, range: Span, candidates: readonly Hidden[]): Hidden[] {
  const from = Math.max(0, range.start - REACH);
  const around = text.slice(from, range.end + REACH);
  const tokens = tokensIn(around, TOKEN)
    .map(({ start, end }) => ({ start: from + start, end: from + end }))
    .filter(({ start, end }) => !candidates.some((it) => it.start <= start && it.end >= end));
  const loose = looseValuesIn(around).map(({ start, end }) => ({ start: from + start, end: from + end }));
  return [...loose, ...tokens.flatMap((token) => randomIn(text, token))].map((span) => ({
    ...span,
    keywords: [],
  }));
}

function tokensIn(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: token, index }) => ({
    start: index,
    end: index + token.length,
  }));
}

/** Returns a token without the folders before it, or the parts of it that look generated. */
function randomIn(text: string, { start, end }: Span): Span[] {
  const token = text.slice(start, end);
  if (isGenerated(token)) return [{ start: start + (FOLDERS.exec(token)?.[0].length ?? 0), end }];
  if (!token.includes('/')) return [];
  return tokensIn(token, PART_OF_PATH)
    .filter((part) => isGenerated(token.slice(part.start, part.end)))
    .map((part) => ({ start: start + part.start, end: start + part.end }));
}

function isGenerated(value: string): boolean {
  return isRandom(value) || HEXADECIMAL.test(value);
}
