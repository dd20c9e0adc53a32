import type { Confidence } from '../../engine';
import { isRandom, type Strength, strengthOf } from '../checks/strength';
import { isLiteralPlace } from '../checks/weigh';
import type { FileKind } from '../fileKind';
import { unescaped } from './escapes';
import { ofPassword, ofToken } from './facts';
import { isMeaningful } from './meaningful';
import type { NameClass, ReadName } from './names';
import { wordsOf } from './names';
import { isPassphrase } from './passphrase';
import { isSettings } from './settings';
import type { Place, Setting } from './statement';
import { isMixed } from './valueForms';
import { PASSWORDS } from './vocabulary';
import { confidenceOf, type Fact } from './weights';

/** The minimum length of a generated value, by the class of its name. */
const SHORTEST: Readonly<Record<NameClass, number>> = {
  password: 6,
  secret: 12,
  key: 12,
  token: 16,
  salt: 16,
};

/** In files that programs read their credentials from, short passwords are in use as well. */
const SHORTEST_LIVE = 5;

/** Escaped bytes, as Python, Ruby and C write them. */
const BYTES = /\\x[0-9a-f]{2}/i;
const ESCAPES = /\\(?:x[0-9a-f]{2}|[nrt0"'\\])/gi;

export type Verdict = { readonly confidence: Confidence | 'no'; readonly facts: readonly Fact[] };

const NOTHING: Verdict = { confidence: 'no', facts: [] };

/**
 * Judges the value under a name by the weights of all that is known. A password may be any text that a person could
 * choose. A token, key or secret must look generated.
 * @returns at most medium, since neither name nor value is proof, or 'no', with the facts that were added up
 */
export function judgeStatement(name: ReadName, raw: string, setting: Setting): Verdict {
  const value = unescaped(withoutQuote(decoded(raw), setting.quoted));
  const { kind, place } = setting;
  if (value.length < shortestOf(name, kind) || value.length > 2000) return NOTHING;
  if (isPassphrase(name, value, setting)) return sum(['namesSecret', formOfPhrase(value)], setting);
  if (BYTES.test(value)) return judgeStatement(name, value.replace(ESCAPES, '?'), setting);
  if (isStandard(name, value, kind)) return sum(['namesSecret', 'standard'], setting);
  if (isMeaningful(value) || saysItsName(name, value)) return NOTHING;
  const strength = strengthOf(value, name.is === 'password' && isLiteralPlace(kind));
  if (strength === 'filler') return NOTHING;
  const facts = factsOf(name, value, strength, setting);
  if (facts === undefined || !isEnoughFor(place, facts)) return NOTHING;
  if (kind.role !== 'product' && !isKeptOutsideProduct(name, strength, setting)) return NOTHING;
  return sum(facts, setting, name.is);
}

function factsOf(
  name: ReadName,
  value: string,
  strength: Strength,
  setting: Setting,
): readonly Fact[] | undefined {
  const { kind } = setting;
  if (name.is !== 'password') return ofToken(name, value, strength, kind);
  return ofPassword(value, strength, isInUse(setting) ? { ...kind, isLive: true } : kind);
}

/** Without a space, letters beyond ASCII are of one password, as any other letters are. */
function formOfPhrase(value: string): Fact {
  return isMixed(value) && !value.includes(' ') ? 'mixed' : 'chosen';
}

function shortestOf({ is, says }: ReadName, { isLive }: FileKind): number {
  return is === 'password' && says === 'end' && isLive === true ? SHORTEST_LIVE : SHORTEST[is];
}

/** Adds where it stands. Outside of product code, most values are made up; notes with tables and sentences are not. */
function sum(facts: readonly Fact[], setting: Setting, is?: NameClass): Verdict {
  const { kind, place, hasNeighbours } = setting;
  const where: Fact[] = [];
  if (kind.role === 'product') where.push(...placeOf(setting, is));
  else where.push('notProduct');
  if (kind.role === 'product' && hasNeighbours()) where.push('neighbours');
  const all = [...facts, ...where];
  const confidence = confidenceOf(all);
  // Tables of HTML are in files of code, whose comments are no notes.
  const isNote =
    is === 'password' && kind.role === 'docs' && (place === 'table' || (place === 'prose' && isText(kind)));
  if (isNote && confidence === 'low') return { confidence: 'medium', facts: all };
  return { confidence: kind.role !== 'product' && confidence === 'medium' ? 'low' : confidence, facts: all };
}

/** A server that others reach is in use, so that a weak password for it is one. */
function isInUse({ kind, isForServer }: Setting): boolean {
  return kind.role === 'product' && isForServer();
}

function isText({ format }: FileKind): boolean {
  return format === 'markdown' || format === 'text';
}

function placeOf(setting: Setting, is?: NameClass): readonly Fact[] {
  const { kind } = setting;
  if (kind.isLive === true) return ['live'];
  if (is === 'password' && isInUse(setting)) return ['server'];
  return isSettings(kind) ? ['settings'] : [];
}

/** Sentences, comparisons and tables hold words of every kind, so that only strong values count there. */
function isEnoughFor(place: Place, facts: readonly Fact[]): boolean {
  return place === 'assignment' || facts.some((fact) => STRONG.has(fact));
}

const STRONG: ReadonlySet<Fact> = new Set<Fact>(['random', 'randomThroughout', 'mixed']);

/** In tests, examples and documentation, only values that are not weak are reported. */
function isKeptOutsideProduct(name: ReadName, strength: Strength, setting: Setting): boolean {
  const { quoted, kind, place } = setting;
  if (name.says !== 'end' || strength === 'weak') return false;
  if (place === 'table' || place === 'prose') return true;
  return strength === 'random' || quoted || isSettings(kind);
}

/** The passwords with which programs are delivered, which people leave in settings of databases. */
const STANDARD =
  /^(?:postgres|root|admin|mysql|guest|redis|mongo|toor|sa|oracle|rabbitmq|minio|minioadmin|elastic)$/;

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

/** A value made of its name's words: `password: "passwordValue"`, `accessToken: "access_token"`. */
function saysItsName({ words }: ReadName, value: string): boolean {
  const said = wordsOf(value);
  return (
    said.length > 0 &&
    said.every((word) => words.includes(word) || PASSWORDS.has(word) || /^\d{1,4}$/.test(word)) &&
    !isRandom(value)
  );
}
