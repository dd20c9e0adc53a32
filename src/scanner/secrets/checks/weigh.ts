import type { Confidence } from '../../severity';
import type { FileKind } from '../fileKind';
import type { Check } from '../rule';
import { type Strength, strengthOf } from './strength';

/** How sure a value of each strength makes, where its place says for certain that it is a secret. */
const BY_STRENGTH: Readonly<Record<Strength, Confidence | 'no'>> = {
  filler: 'no',
  weak: 'low',
  human: 'medium',
  random: 'high',
};

/**
 * Judges a value whose place says that it is a secret, such as the password of a .netrc: by how it looks, and by what
 * the file is for. In tests, examples and documentation most are made up, so weak ones count for nothing there.
 */
export function weigh(value: string, kind: FileKind): Confidence | 'no' {
  return weighStrength(strengthOf(value), kind);
}

/** As weigh, for a value that has been judged already. */
export function weighStrength(strength: Strength, kind: FileKind): Confidence | 'no' {
  const confidence = BY_STRENGTH[strength];
  if (kind.role === 'source' || confidence === 'no') return confidence;
  return confidence === 'low' ? 'no' : 'low';
}

/** The check of patterns that say for certain that their `secret` is one. */
export const weighSecret: Check = ({ secret, kind }) => weigh(secret, kind);

/** As weighSecret, of values inside single or double quotes or none. */
export const weighQuoted: Check = ({ secret, kind }) => weigh(secret.replace(/^["']|["']$/g, ''), kind);
