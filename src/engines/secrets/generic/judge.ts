import type { Confidence } from '../../engine';
import { judgeJwt } from '../checks/jwt';
import { isReference } from '../checks/references';
import { isRandom, type Strength, strengthOf } from '../checks/strength';
import type { FileFormat, FileKind } from '../fileKind';
import type { NameClass, ReadName } from './names';
import { wordsOf } from './names';
import type { Place } from './statement';
import { PASSWORDS } from './vocabulary';
import { confidenceOf, type Fact } from './weights';
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
  /[^\x20-\x7e]/,
  /:\/\//,
  /^\.{1,2}\//,
  // The end of one string and the beginning of the next, with code between them.
  /^['"] ?[.+,]|[.+,] ?['"]$/,
  /^-----BEGIN/,
  /^(?:sha\d{1,3}|md5|integrity)[-:=]/i,
  /^data:/,
  // The public halves of pairs, and keys for tests.
  /^(?:AKIA|ASIA|pk_(?:live|test)_|[rs]k_test_)/,
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
  // The keys of Azure's emulators, which are public.
  /^(?:Eby8vdM02xNOcq|C2y6yDjf5\/R\+ob0N8A7Cgv)/,
  /^\$2[abxy]?\$|^\$(?:1|5|6|y|7|apr1|argon2\w{1,2}|pbkdf2[\w-]{0,10}|scrypt)\$|^pbkdf2_sha|^\{(?:SSHA|SHA|CRYPT)\d{0,3}\}/i,
];

/** What is judged of a statement besides its name and its value. */
export type Setting = {
  readonly quoted: boolean;
  readonly kind: FileKind;
  readonly place: Place;
  /** Whether a user, a host or an address stands beside it. */
  readonly hasNeighbours: boolean;
};

export type Verdict = { readonly confidence: Confidence | 'no'; readonly facts: readonly Fact[] };

const NOTHING: Verdict = { confidence: 'no', facts: [] };

/**
 * Judges the value under a name by the weights of all that is known. A password may be any text that a person could
 * choose. A token, key or secret must look generated.
 * @returns at most medium, since neither name nor value is proof, or 'no', with the facts that were added up
 */
export function judgeStatement(name: ReadName, raw: string, setting: Setting): Verdict {
  const value = withoutQuote(decoded(raw), setting.quoted);
  const { kind, place } = setting;
  if (value.length < SHORTEST[name.is] || value.length > 2000) return NOTHING;
  if (isPassphrase(name, value, setting)) return sum(['namesSecret', 'chosen'], setting);
  if (BYTES.test(value)) return judgeStatement(name, value.replace(ESCAPES, '?'), setting);
  if (isStandard(name, value, kind)) return sum(['namesSecret', 'standard'], setting);
  if (isMeaningful(value) || saysItsName(name, value)) return NOTHING;
  const strength = strengthOf(value);
  if (strength === 'filler') return NOTHING;
  const facts = name.is === 'password' ? ofPassword(value, strength, kind) : ofToken(name, value, strength, kind);
  if (facts === undefined || !isEnoughFor(place, facts)) return NOTHING;
  if (kind.role !== 'product' && !isKeptOutsideProduct(name, strength, setting)) return NOTHING;
  return sum(facts, setting, name.is);
}

/** Adds where it stands. Outside of product code, most values are made up; notes with tables and sentences are not. */
function sum(facts: readonly Fact[], { kind, place, hasNeighbours }: Setting, is?: NameClass): Verdict {
  const where: Fact[] = [];
  if (kind.role === 'product') where.push(...placeOf(kind));
  else where.push('notProduct');
  if (hasNeighbours && kind.role === 'product') where.push('neighbours');
  const all = [...facts, ...where];
  const confidence = confidenceOf(all);
  const isNote = is === 'password' && kind.role === 'docs' && isText(kind) && (place === 'table' || place === 'prose');
  if (isNote && confidence === 'low') return { confidence: 'medium', facts: all };
  return { confidence: kind.role !== 'product' && confidence === 'medium' ? 'low' : confidence, facts: all };
}

function isText({ format }: FileKind): boolean {
  return format === 'markdown' || format === 'text';
}

function placeOf(kind: FileKind): readonly Fact[] {
  if (kind.isLive === true) return ['live'];
  return isSettings(kind) ? ['settings'] : [];
}

/** Sentences, comparisons and tables hold words of every kind, so that only strong values count there. */
function isEnoughFor(place: Place, facts: readonly Fact[]): boolean {
  return place === 'assignment' || facts.some((fact) => STRONG.has(fact));
}

const STRONG: ReadonlySet<Fact> = new Set<Fact>(['random', 'randomThroughout', 'mixed']);

/** In tests, examples and documentation, only values that are not weak are reported. */
function isKeptOutsideProduct(name: ReadName, strength: Strength, { quoted, kind }: Setting): boolean {
  if (name.says !== 'end' || strength === 'weak') return false;
  return strength === 'random' || quoted || isSettings(kind);
}

function isSettings({ format }: FileKind): boolean {
  return SETTINGS.includes(format);
}

/** @returns undefined for what is no password at all */
function ofPassword(value: string, strength: Strength, kind: FileKind): readonly Fact[] | undefined {
  if (UUID.test(value)) return ['namesSecret', 'uuid'];
  if (strength === 'random') return ['namesSecret', 'random'];
  if (isIdentifier(value)) return kind.isLive === true && isPlainWord(value) ? ['namesSecret', 'word'] : undefined;
  const lettersOnly = /^\p{L}{1,200}$/u.test(value);
  if (strength === 'weak') {
    if (!isSettings(kind) && kind.isLive !== true) return undefined;
    return ['namesSecret', lettersOnly ? 'word' : 'weak'];
  }
  if (isMixed(value)) return ['namesSecret', 'mixed'];
  return ['namesSecret', 'chosen'];
}

/** Words joined by capitals or hyphens name things in settings, too; a word with a number is a password. */
function isPlainWord(value: string): boolean {
  return /^[a-z]{1,40}[-_.]?\d{1,6}$/i.test(value);
}

function ofToken(
  { is, words, says }: ReadName,
  value: string,
  strength: Strength,
  kind: FileKind,
): readonly Fact[] | undefined {
  if (isKeyFingerprint(words, value)) return undefined;
  if (says === 'owner' || says === 'bare')
    return isRandomThroughout(value) && !UUID.test(value) ? ['namesOwnersKey', 'randomThroughout'] : undefined;
  if (UUID.test(value))
    return ['namesSecret', is === 'secret' && words.includes('client') ? 'clientsUuid' : 'uuid'];
  if (strength === 'random') return [is === 'salt' ? 'namesSalt' : 'namesSecret', 'random'];
  const chosen = strength === 'human' ? isMixed(value) || isPhrase(value) : isPhrase(value);
  const inSettings = isSettings(kind) || kind.isLive === true;
  const meant = inSettings ? chosen : strength === 'human' && isOfAllSorts(value);
  return is === 'secret' && says === 'end' && meant && !isIdentifier(value)
    ? ['namesSecret', 'chosenSecret']
    : undefined;
}

/** Random in both halves, so that no word with a generated end is taken for a key. */
function isRandomThroughout(value: string): boolean {
  if (value.length < 16 || value.length > 512 || /[\s,;:()[\]{}]/.test(value) || !isRandom(value)) return false;
  // Fingerprints and commits are written in hexadecimal, too, but those of keys in capitals.
  if (/^[0-9A-F]{16,64}$/.test(value) && /^(?:.{16}|.{40}|.{64})$/.test(value)) return false;
  const middle = value.length >> 1;
  return [value.slice(0, middle), value.slice(middle)].every(
    (half) => /\d/.test(half) && /[A-Za-z]/.test(half) && new Set(half).size >= 5 && wordiness(half) < 0,
  );
}

/** The passwords with which programs are delivered, which people leave in settings of databases. */
const STANDARD = /^(?:postgres|root|admin|mysql|guest|redis|mongo|toor|sa|oracle|rabbitmq|minio|minioadmin|elastic)$/;

function isStandard({ is, says }: ReadName, value: string, kind: FileKind): boolean {
  return is === 'password' && says === 'end' && kind.isLive === true && STANDARD.test(value);
}

/** A value without quotes may end with that of the text around it: `- 'X_PASSWORD=v'`. */
function withoutQuote(value: string, quoted: boolean): string {
  return !quoted && /^[^'"]{1,2000}['"]$/.test(value) ? value.slice(0, -1) : value;
}

/** Values are bytes as characters; those of UTF-8 are the letters that people see. */
function decoded(raw: string): string {
  if (!/[\x80-\xff]/.test(raw)) return raw;
  const text = Buffer.from(raw, 'latin1').toString();
  return text.includes('\ufffd') ? raw : text;
}

/** A token that decodes has a rule of its own, which knows what it is for. */
function isMeaningful(value: string): boolean {
  return MEANINGFUL.some((pattern) => pattern.test(value)) || (value.startsWith('eyJ') && judgeJwt(value) !== 'no');
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

/** Words of sentences for people: labels, hints and errors of a user interface. */
const OF_SENTENCE =
  /(?:^|[\s"'(])(?:the|your|you|is|are|be|been|was|must|may|can|cannot|not|please|enter|and|or|of|for|to|a|an|in|with|this|that|if|password|passwords|passphrase|secret|token|key|used|user|required|optional|characters|die|der|das|ihr|ihre|ein|eine|und|ist|le|la|les|de|du|votre|el|los|tu|su|il|per|o|um|uma|seu|sua|het|een|uw)(?=$|[\s"',.!?:;)])/iu;

/**
 * Several words where a password is set: with a digit, or under the name of a passphrase. In code they must be quoted.
 * Beyond ASCII a value needs a digit as well, since texts in all languages stand under such names.
 */
function isPassphrase({ is, says, words }: ReadName, value: string, { kind, quoted, place }: Setting): boolean {
  if (is !== 'password' || says !== 'end' || place !== 'assignment' || kind.role !== 'product') return false;
  const isWide = /[^\x20-\x7e]/.test(value);
  if (!(/ /.test(value) || isWide) || !/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{8,120}$/u.test(value)) return false;
  if (OF_SENTENCE.test(value) || isReference(value) || /^[<{[(]|[>})\]]$|[{}]|[=;]/.test(value)) return false;
  if (!(isSettings(kind) || kind.isLive === true || quoted)) return false;
  const isNamed = words.includes('passphrase') && /^[a-z]{2,20}(?: [a-z]{2,20}){3,11}$/.test(value);
  return isNamed || (/\d/.test(value) && (value.match(/\p{L}/gu)?.length ?? 0) >= 4 && !/\.$/.test(value));
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
    said.every((word) => words.includes(word) || PASSWORDS.has(word) || /^\d{1,4}$/.test(word)) &&
    !isRandom(value)
  );
}
