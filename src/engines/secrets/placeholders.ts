import { limited } from './limited';
import { LONG_WORD, ORDINARY_WORDS } from './placeholderWords';

/** Longer values are judged by their beginning, since placeholders are short. */
const HEAD = 400;

/** The share of a placeholder's letters and digits that words, repetitions and sequences make up. */
const ENOUGH = 0.6;

/** The share that a word of LONG_WORD must make up. */
const ENOUGH_OF_LONG_WORD = 0.15;

/** A reference that is replaced when the text is used: shells, templates, printf, Python, Windows, Ruby, code. */
const REFERENCE = limited(
  /\$\{[^{}]{0,200}\}|\$\([^()]{0,200}\)|\$\{\{[^{}]{0,200}\}\}|\{\{[^{}]{0,200}\}\}|#\{[^{}]{0,200}\}|<%[^%<>]{0,200}%>|%\([^()]{1,100}\)s|%[A-Za-z_]\w{1,60}%|<[^<>]{1,200}>|(?<![\w$])\$[A-Za-z_]\w{0,60}|@@?[A-Z][A-Z0-9_]{2,60}@@?|%[sdv@]/g,
  400,
);

const REFERENCE_IN_CODE =
  /^(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|System\.getenv|std::env|env|ENV|secrets|vars|var|local|config|settings|self|this)(?:[.[(]|::)[\w.[\]()'":-]{1,200}$/;

/** Lengths of commonly repeated texts: `xx`, `abc`, `xxxx-`, `deadbeef`, `1234567890`, a row of hexadecimal digits. */
const PERIODS = [1, 2, 3, 4, 5, 6, 8, 10, 16];

/** Typical passwords where a capital, a digit and a sign are required, such as `Admin123!`: weak, but in use. */
const CHOSEN = /^[A-Z][a-z]{3,12}(?:[@#$_!-]\d{1,4}|\d{1,4}[!@#$%&*?.])$/;

/** The BEGIN and END lines of PEM and PGP. */
const ARMOUR = /-----[A-Z0-9 ]{1,60}-----/g;

/**
 * Whether a value is a placeholder. References, words such as `your-token-here`, rows of one character and sequences
 * such as `1234567890abcdef` are, and mixes of these. A word within a random value does not make it one.
 */
export function isPlaceholder(secret: string): boolean {
  if (isTemplate(secret)) return true;
  const rest = headOf(secret).replace(REFERENCE, '');
  const letters = rest.replace(/[^A-Za-z0-9]/g, '').length;
  if (letters < 3 || (/\.{3}|\u2026|\xe2\x80\xa6/.test(rest) && letters < 24)) return true;
  const longWord = LONG_WORD.exec(rest)?.[0] ?? '';
  if (longWord !== '' && longWord.length >= letters * ENOUGH_OF_LONG_WORD) return true;
  if (CHOSEN.test(rest)) return false;
  return countFilled(rest) >= letters * ENOUGH;
}

/** Whether a value is replaced when the text is used, wholly or for the most part. */
export function isTemplate(secret: string): boolean {
  const value = headOf(secret);
  if (/^[[{(<].{0,200}[\])}>]$/s.test(value) || REFERENCE_IN_CODE.test(value)) return true;
  const rest = value.replace(REFERENCE, '');
  return rest.length < value.length && rest.length < Math.max(8, value.length / 2);
}

function headOf(secret: string): string {
  return secret.slice(0, HEAD).replace(ARMOUR, '').trim();
}

/** Counts the letters and digits that belong to an ordinary word, a repetition or a sequence. */
function countFilled(value: string): number {
  const codes = codesOf(value);
  const filled = new Uint8Array(value.length);
  markWords(value, filled);
  for (const period of PERIODS) markRepetitions(codes, period, filled);
  for (const distance of [1, 2]) for (const step of [1, -1]) markSequences(codes, distance, step, filled);
  let count = 0;
  for (let at = 0; at < codes.length; at += 1)
    if (filled[at] === 1 && isAlphanumeric(codes[at] ?? 0)) count += 1;
  return count;
}

/** The characters' codes and an impossible one as terminator, so that every run ends. */
function codesOf(value: string): Uint16Array {
  const codes = new Uint16Array(value.length + 1).fill(NO_CHARACTER);
  for (let at = 0; at < value.length; at += 1) codes[at] = value.charCodeAt(at);
  return codes;
}

/** Marks whole words: between other characters, or separated by capitals. */
function markWords(value: string, filled: Uint8Array): void {
  for (const { 0: word, index } of value.matchAll(/[A-Z]?[a-z]{1,40}|[A-Z]{2,40}(?![a-z])/g)) {
    if (ORDINARY_WORDS.has(word.toLowerCase())) filled.fill(1, index, index + word.length);
  }
}

/** Marks texts that are repeated at least twice in a row, with 6 characters or more in total. */
function markRepetitions(codes: Uint16Array, period: number, filled: Uint8Array): void {
  const least = Math.max(6, period * 2);
  let start = 0;
  for (let at = period; at < codes.length; at += 1) {
    if (codes[at] === codes[at - period]) continue;
    if (at - start >= least) filled.fill(1, start, at);
    start = at - period + 1;
  }
}

/**
 * Marks sequences such as `12345678`, and with a distance of 2 `a1b2c3d4`. They have at least 4 characters, each the
 * successor of the one at that distance before it. After 9 follows 0 or a, as in `1234567890` and `6789abcd`.
 */
function markSequences(codes: Uint16Array, distance: number, step: number, filled: Uint8Array): void {
  let start = 0;
  for (let at = distance; at < codes.length; at += 1) {
    if (follows(codes[at - distance] as number, codes[at] as number, step)) continue;
    if (at - start >= distance * 4) filled.fill(1, start, at);
    start = at - distance + 1;
  }
}

function follows(before: number, code: number, step: number): boolean {
  if (code - before === step) return true;
  return step === 1 && before === NINE && (code === ZERO || (code | 0x20) === LETTER_A);
}

function isAlphanumeric(code: number): boolean {
  const lower = code | 0x20;
  return (code >= ZERO && code <= NINE) || (lower >= LETTER_A && lower <= LETTER_Z);
}

const NO_CHARACTER = 0xffff;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_A = 0x61;
const LETTER_Z = 0x7a;
