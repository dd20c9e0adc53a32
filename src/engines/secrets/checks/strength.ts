import { wordiness } from '../generic/words';
import { limited } from '../limited';
import { decodeBase64, isPlainText } from './base64';
import { isReference } from './references';

/**
 * The apparent strength of a value that is assigned to a secret's name. `filler` is a placeholder of the real
 * value, or refers to it. `weak` could be a real one, but is a word, a default or a sequence. `human` looks chosen:
 * words with digits or signs between them. `random` looks generated.
 */
export type Strength = 'filler' | 'weak' | 'human' | 'random';

const FILLER_PARTS = limited(
  /change[-_ ]?(?:me|this|it)(?![a-z])|example|placeholder|redacted|(?<![a-z])(?:dummy|replace|masked|insert|todo|fixme|fake|foobar|lorem|sanitized|undefined)(?![a-z])|your[-_ .]|^your(?=[A-Z])|_here$|-here$|<[^>]{1,60}>|\*{3,}|x{4,}|\.{3,}|_{4,}|not[-_]?(?:a[-_])?(?:real|set|used|secret)|^(?:null|nil|none|true|false|yes|no|n\/a|tbd|empty|string|str|text|value|default|unknown|unset|disabled|enabled|required|optional|hidden|private|public|auto|random|generated|foo|bar|baz|foobared|test|testing|tests|demo|sample|mock|stub|secure|basic|bearer|digest|plain|plaintext|oauth|oauth2|jwt|base64|hex|binary|boolean|number|object|file|stdin|prompt|env|vault|keychain|keyring|ask|inherit|any|anonymous|guest|username|user|login|email|admin|root)$/i,
  8000,
);

/** The names of secrets used as values, with common affixes: `my-secret-key`, `db_password`. */
const NAMES =
  /^(?:(?:my|our|the|your|some|a|an|super|top|very|this|is|new|old|db|database|app|api|user|admin|root|test|dev|prod|client|access|refresh|auth|jwt|session|cookie|private|shared|secure|strong|mysql|postgres|redis|mongo|github|gitlab|npm|aws|smtp|mail|email|s|initial|default|good|bad|wrong|invalid|valid|correct|plain|encrypted|hashed|long|random|secret|password|passwd|passphrase|pass|pwd|pw|token|apikey|key|keyboard|cat|credential|credentials|value|string|here|name|id|hash|salt|code|phrase|text|word|for|of|to|in)[-_ .:]?){1,8}$/i;

const WEAK_PARTS =
  /12345|23456|45678|54321|98765|00000|11111|abcde|bcdef|qwert|asdf|zxcv|passw[o0]rd|p[a@][s$]{2}w[o0]rd|secret|admin|letmein|welcome|test|demo|sample|guest|local|default|foobar|bar123|iloveyou|monkey|dragon|mock|stub|expected|invalid|wrong/i;

const SHORTEST = 4;

/**
 * Returns the strength of a value; see Strength.
 * @param isLiteral as for isReference
 */
export function strengthOf(value: string, isLiteral = false): Strength {
  if (value.length < SHORTEST || isFiller(value) || isReference(value, isLiteral)) return 'filler';
  const decoded = textInBase64(value);
  if (decoded !== undefined) return strengthOf(decoded);
  if (isRandom(value)) return WEAK_PARTS.test(value) ? 'human' : 'random';
  if (isSimple(value) || WEAK_PARTS.test(value)) return 'weak';
  return 'human';
}

/** Random characters rarely decode to text, and never do so twice. */
function textInBase64(value: string): string | undefined {
  if (value.length < 8 || value.length % 4 !== 0) return undefined;
  const decoded = decodeBase64(value)?.trim();
  return decoded !== undefined && decoded.length >= SHORTEST && isPlainText(decoded) ? decoded : undefined;
}

/** Whether a value is a placeholder: `changeme`, `<your token>`, `xxxx`, `my-secret-key`. */
export function isFiller(value: string): boolean {
  return FILLER_PARTS.test(value) || isNameOfSecret(value) || repeats(value);
}

/** Whether a value is only a name of secrets: `password`, `my-secret`, `dbpass`. */
export function isNameOfSecret(value: string): boolean {
  return NAMES.test(value);
}

/**
 * Whether a value looks generated: long enough to judge, of several kinds of characters, unlike words.
 * UUIDs count, since services issue them as secrets.
 */
export function isRandom(value: string): boolean {
  if (value.length < 12 || value.length > 4096) return false;
  if (/^[0-9a-f]{16,128}$/i.test(value))
    return /\d/.test(value) && /[a-f]/i.test(value) && distinct(value) >= 8;
  if (/^\d{1,4096}$/.test(value) || distinct(value) < Math.min(value.length / 2, 10)) return false;
  return wordiness(value) < limitFor(value);
}

/** The model is more certain for long texts. Letters alone are mostly words. */
function limitFor(value: string): number {
  const onlyLetters = /^[a-z._-]{1,4096}$/i.test(value);
  if (onlyLetters) return value.length < 16 ? -2.2 : -1.2;
  return value.length < 16 ? -1 : -0.5;
}

/** A word, a number, or a word followed by a number, as in lists of common passwords. */
function isSimple(value: string): boolean {
  if (value.length < 6 || /^\d{1,200}$/.test(value)) return true;
  if (distinct(value) < 4) return true;
  // Capitals at any place, unlike those of joined words, are no word's.
  return (
    /^[A-Za-z]{1,200}\d?$/.test(value) &&
    (/^[A-Z]?[a-z]{1,200}\d?$|^[A-Z]{1,200}\d?$/.test(value) || wordiness(value) > -0.5)
  );
}

/** One character or one short text, repeated. */
function repeats(value: string): boolean {
  if (distinct(value) < 3) return true;
  return [2, 3, 4].some((size) => value.length >= 3 * size && value.slice(size) === value.slice(0, -size));
}

function distinct(value: string): number {
  return new Set(value).size;
}
