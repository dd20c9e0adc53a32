import { isRandom } from '../checks/strength';
import { wordiness } from './words';

/** The form of a UUID (RFC 9562). */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Git and GnuPG call the fingerprint of their signing key `signingkey`. */
export function isKeyFingerprint(words: readonly string[], value: string): boolean {
  return (
    /signing ?key$/.test(words.slice(-2).join(' ')) && /^(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})$/.test(value)
  );
}

/** Names rather than values: `reset-password`, `db_secret_v2`, `PROD_TOKEN_01`, `passwordField2`. */
export function isIdentifier(value: string): boolean {
  if (/^[a-z]{1,40}(?:[-_./:][a-z0-9]{1,40}){1,10}$/.test(value))
    return wordiness(value) > -0.3 || !/\d/.test(value);
  if (/^[A-Z]{1,40}(?:_[A-Z0-9]{1,40}){1,10}$/.test(value)) return true;
  if (/^[A-Za-z]{2,40}(?:[-_.][A-Za-z]{2,40}){1,4}$/.test(value)) return wordiness(value) > 0;
  return /^[a-z]{2,40}(?:[A-Z][a-z]{1,40}){1,10}\d?$/.test(value);
}

/** Letters with digits or signs between them, of at least two kinds, as password policies demand. */
export function isMixed(value: string): boolean {
  return value.length >= 8 && countSorts(value) >= 3;
}

/** A long password with signs is not an identifier of code either. */
export function isOfAllSorts(value: string): boolean {
  return value.length >= 12 && countSorts(value) === 4;
}

function countSorts(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_.-]/].filter((sort) => sort.test(value)).length;
}

/** Joined words with a number, a typical choice where a long secret is required. */
export function isPhrase(value: string): boolean {
  return value.length >= 16 && /\d/.test(value);
}

/** Random in both halves, so that no word with a generated end is taken for a key. */
export function isRandomThroughout(value: string): boolean {
  if (value.length < 16 || value.length > 512 || /[\s,;:()[\]{}]/.test(value) || !isRandom(value))
    return false;
  // Fingerprints and commits are written in hexadecimal, too, but those of keys in capitals.
  if (/^[0-9A-F]{16,64}$/.test(value) && /^(?:.{16}|.{40}|.{64})$/.test(value)) return false;
  if (/^[0-9a-f]{1,512}$/i.test(value)) return true;
  const middle = value.length >> 1;
  return [value.slice(0, middle), value.slice(middle)].every(
    (half) => new Set(half).size >= 5 && wordiness(half) < 0,
  );
}

/** Words joined by hyphens are passwords, too, where one is set, unless they say what they name. */
export function isChosenWord(value: string): boolean {
  return /^[a-z]{1,40}(?:[-_.]?[a-z]{1,40}){0,2}[-_.]?\d{0,6}$/i.test(value) && !SAYS_WHAT.test(value);
}

const SAYS_WHAT =
  /pass|pwd|secret|key|token|cred|auth|name|user|ref|field|file|path|value|config|admin|root|login|input|reset|type|default|example|test|local|dev|prod|env|true|false|null|none/i;

/** Behind a provider's prefix, a token of no known form: `xoxq-1016-GWz8jMwBjOe64yewuMzQ`. */
export function hasRandomPart(value: string): boolean {
  return (
    /^[a-z]{2,6}[-_]/.test(value) && value.split(/[-_]/).some((part) => part.length >= 16 && isRandom(part))
  );
}
