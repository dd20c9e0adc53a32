import type { Confidence } from '../../engine';
import { isRandom, type Strength, strengthOf } from '../checks/strength';
import type { FileFormat, FileKind } from '../fileKind';
import type { NameClass, ReadName } from './names';
import { wordsOf } from './names';
import { wordiness } from './words';

/** Formats of settings, whose values are real and not texts of a user interface. */
const SETTINGS: readonly FileFormat[] = [
  'docker-config',
  'env',
  'ini',
  'json',
  'maven-settings',
  'npmrc',
  'properties',
  'pypirc',
  'shell',
  'shell-history',
  'toml',
  'xml',
  'yaml',
];

/** The minimum length of a generated value, by the class of its name. */
const SHORTEST: Readonly<Record<NameClass, number>> = {
  password: 6,
  secret: 12,
  key: 12,
  token: 16,
  salt: 16,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Escaped bytes, as Python, Ruby and C write them. */
const BYTES = /\\x[0-9a-f]{2}/i;
const ESCAPES = /\\(?:x[0-9a-f]{2}|[nrt0"'\\])/gi;

/** Texts with a known meaning, regardless of the name that they are assigned to. */
const MEANINGFUL: readonly RegExp[] = [
  /\s/,
  /[\x80-\xff]/,
  /:\/\//,
  /^\.{1,2}\//,
  // The end of one string and the beginning of the next, with code between them.
  /^['"] ?[.+,]|[.+,] ?['"]$/,
  /^-----BEGIN/,
  /^eyJ[\w-]{10,2000}\.eyJ/,
  /^(?:sha\d{1,3}|md5|integrity)[-:=]/i,
  /^data:/,
  // Providers' own forms, whose rules know which values are public or examples.
  /^(?:gh[oprsu]_|github_pat_|gl[a-z]{2,5}-|xox[a-z]-|npm_|pypi-|AKIA|ASIA|AIza|SG\.|hv[brs]\.|[prs]k_(?:live|test)_)/,
  // Data that Windows has encrypted for one of its accounts.
  /^AQAAANCM/,
  // Data of Sealed Secrets begins with the length of an RSA 4096 key.
  /^Ag[A-D][A-Za-z0-9+/]{300,4000}/,
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2)/,
  /^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}$/,
  /%[sdvq@]/,
  /\\[dwsbnrtu]|\[[a-z]-[a-z]|\.\*|\.\+|\^\[|\(\?|\{\d{1,3},?\d{0,3}\}/i,
  /&(?:quot|lt|gt|amp|#\d{1,5});/,
  /^[.#][a-z][\w-]{0,60}$/i,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/,
  /^[+-]?\d{0,20}[.,]?\d{1,20}$/,
  /^[A-Za-z]{2,20}\/[a-z0-9.+-]{2,60}$/,
  // An attribute after one whose value ended with a secret's name, and validation rules of forms.
  /^[a-z][\w-]{0,40}=[{"']/i,
  /^[a-z_]{2,40}(?::[\w,.]{1,60})?(?:\|[a-z_]{2,40}(?::[\w,.]{1,60})?){1,12}$/,
  // The key of Azure's storage emulator, which is public.
  /^Eby8vdM02xNOcq/,
  /^\$2[abxy]?\$|^\$(?:1|5|6|y|7|apr1|argon2\w{1,2}|pbkdf2[\w-]{0,10}|scrypt)\$|^pbkdf2_sha|^\{(?:SSHA|SHA|CRYPT)\d{0,3}\}/i,
];

/**
 * Judges the value assigned to a name. A password may be any text that a person could choose. A token, key or secret
 * must look generated.
 * @returns at most medium, since neither name nor value is proof, or 'no'
 */
export function judgeAssigned(
  name: ReadName,
  value: string,
  quoted: boolean,
  kind: FileKind,
): Confidence | 'no' {
  if (value.length < SHORTEST[name.is] || value.length > 2000) return 'no';
  if (isPhraseOfWords(name, value, kind)) return kind.role === 'product' ? 'low' : 'no';
  if (BYTES.test(value)) return judgeAssigned(name, value.replace(ESCAPES, '?'), quoted, kind);
  if (MEANINGFUL.some((pattern) => pattern.test(value)) || saysItsName(name, value)) return 'no';
  const strength = strengthOf(value);
  if (strength === 'filler') return 'no';
  const confidence =
    name.is === 'password' ? judgePassword(value, strength, kind) : judgeToken(name, value, strength, kind);
  if (confidence === 'no' || kind.role === 'product') return confidence;
  return strength === 'random' || (quoted && strength === 'human') || isSettings(kind)
    ? lowered(strength)
    : 'no';
}

/** In tests, examples and documentation, only values that are not weak are reported. */
function lowered(strength: Strength): Confidence | 'no' {
  return strength === 'weak' ? 'no' : 'low';
}

function isSettings({ format }: FileKind): boolean {
  return SETTINGS.includes(format);
}

function judgePassword(value: string, strength: Strength, kind: FileKind): Confidence | 'no' {
  if (UUID.test(value)) return 'low';
  if (strength === 'random') return 'medium';
  if (isIdentifier(value)) return 'no';
  const lettersOnly = /^[A-Za-z]{1,200}$/.test(value);
  if (strength === 'weak') return lettersOnly || !isSettings(kind) ? 'no' : 'low';
  if (isSettings(kind) || kind.format === 'terraform-state') return 'medium';
  return isMixed(value) ? 'medium' : 'low';
}

function judgeToken(
  { is, words }: ReadName,
  value: string,
  strength: Strength,
  kind: FileKind,
): Confidence | 'no' {
  if (isKeyFingerprint(words, value)) return 'no';
  if (UUID.test(value)) return is === 'secret' && words.includes('client') ? 'medium' : 'low';
  if (strength === 'random') return is === 'salt' ? 'low' : 'medium';
  const chosen = strength === 'human' ? isMixed(value) || isPhrase(value) : isPhrase(value);
  const meant = isSettings(kind) ? chosen : strength === 'human' && isOfAllSorts(value);
  return is === 'secret' && meant && !isIdentifier(value) ? 'low' : 'no';
}

/** Git and GnuPG call the fingerprint of their signing key `signingkey`. */
function isKeyFingerprint(words: readonly string[], value: string): boolean {
  return (
    /signing ?key$/.test(words.slice(-2).join(' ')) && /^(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})$/.test(value)
  );
}

/** Names rather than values: `reset-password`, `db_secret_v2`, `PROD_TOKEN_01`, `passwordField2`. */
function isIdentifier(value: string): boolean {
  if (/^[a-z]{1,40}(?:[-_./:][a-z0-9]{1,40}){1,10}$/.test(value))
    return wordiness(value) > -0.3 || !/\d/.test(value);
  if (/^[A-Z]{1,40}(?:_[A-Z0-9]{1,40}){1,10}$/.test(value)) return true;
  if (/^[A-Za-z]{2,40}(?:[-_.][A-Za-z]{2,40}){1,4}$/.test(value)) return wordiness(value) > 0;
  return /^[a-z]{2,40}(?:[A-Z][a-z]{1,40}){1,10}\d?$/.test(value);
}

/** Letters with digits or signs between them, of at least two kinds, as password policies demand. */
function isMixed(value: string): boolean {
  return value.length >= 8 && countSorts(value) >= 3;
}

/** A long password with signs is not an identifier of code either. */
function isOfAllSorts(value: string): boolean {
  return value.length >= 12 && countSorts(value) === 4;
}

function countSorts(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9_.-]/].filter((sort) => sort.test(value)).length;
}

/** A passphrase in a settings file: words and a number, separated by spaces. */
function isPhraseOfWords({ words }: ReadName, value: string, kind: FileKind): boolean {
  return (
    words.at(-1) === 'passphrase' &&
    isSettings(kind) &&
    /\d/.test(value) &&
    /^\w{1,30}(?: \w{1,30}){2,8}$/.test(value)
  );
}

/** Joined words with a number, a typical choice where a long secret is required. */
function isPhrase(value: string): boolean {
  return value.length >= 16 && /\d/.test(value);
}

/** A value made of its name's words: `password: "passwordValue"`, `accessToken: "access_token"`. */
function saysItsName({ words }: ReadName, value: string): boolean {
  const said = wordsOf(value);
  return (
    said.length > 0 &&
    said.every((word) => words.includes(word) || /^\d{1,4}$/.test(word)) &&
    !isRandom(value)
  );
}
