import type { Confidence } from '../../engine';
import type { FileFormat, FileKind } from '../fileKind';
import type { Check } from '../rule';
import { type Strength, strengthOf } from './strength';

/** The confidence for each strength of a value whose location certainly holds a secret. */
const BY_STRENGTH: Readonly<Record<Strength, Confidence | 'no'>> = {
  filler: 'no',
  weak: 'low',
  human: 'medium',
  random: 'high',
};

/**
 * Judges a value at the location of a secret by its strength and the file's role. An example is a .netrc's password.
 * In tests, examples and documentation most values are made up, so weak ones are rejected there.
 * Where programs read their credentials from, a weak value is in use as well.
 */
export function weigh(value: string, kind: FileKind): Confidence | 'no' {
  return weighStrength(strengthOf(value, isLiteralPlace(kind)), kind);
}

/** Formats of credentials, whose values no program evaluates. */
const LITERAL_FORMATS: ReadonlySet<FileFormat> = new Set<FileFormat>([
  ...(['env', 'git-credentials', 'ini', 'netrc', 'pgpass', 'properties'] as const),
]);

/** Whether a file has credentials as they are, so that nothing in it is a member of an object. */
export function isLiteralPlace({ format, isLive }: FileKind): boolean {
  return isLive === true && LITERAL_FORMATS.has(format);
}

/** Like weigh, for a value whose strength is known. */
export function weighStrength(strength: Strength, kind: FileKind): Confidence | 'no' {
  const confidence = strength === 'weak' && kind.isLive === true ? 'medium' : BY_STRENGTH[strength];
  if (kind.role === 'product' || confidence === 'no') return confidence;
  return confidence === 'low' ? 'no' : 'low';
}

/** The check of patterns whose `secret` is certainly a secret's location. */
export const weighSecret: Check = ({ secret, kind }) => weigh(secret, kind);

/** Like weighSecret, for values with or without single or double quotes. */
export const weighQuoted: Check = ({ secret, kind }) => weigh(secret.replace(/^["']|["']$/g, ''), kind);
