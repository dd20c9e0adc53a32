import { CONFIDENCES, type Confidence, type FileRole } from '../engine';
import { strengthOf } from './checks/strength';
import { weighQuoted, weighSecret } from './checks/weigh';
import { entropyOf } from './entropy';
import type { FileKind } from './fileKind';
import { readName } from './generic/names';
import type { Rule } from './rule';
import { isGeneric, NAMED } from './titles';

export type Witness = {
  readonly rule: Rule;
  readonly secret: string;
  readonly confidence: Confidence;
  readonly judgeAs?: (kind: FileKind) => Confidence | 'no';
  readonly because?: readonly string[];
};

const PLACES: Readonly<Record<FileRole, string>> = {
  product: 'product code',
  test: 'a test file',
  example: 'an example file',
  docs: 'documentation',
  generated: 'a generated file',
  vendored: 'third-party code',
};

const STRENGTHS = {
  filler: undefined,
  weak: 'The value is weak, too: it is easy to guess.',
  human: 'The value looks like one that a person has chosen.',
  random: 'The value looks generated.',
} as const;

/**
 * Returns why a secret has its confidence, in one to seven sentences. They hold nothing of it.
 * @param name from nameOf
 */
export function evidenceOf(witness: Witness, name: string | undefined, kind: FileKind): string[] {
  const { rule, secret } = witness;
  // Elsewhere a check may lower the confidence for the file's role alone.
  const isKnown = kind.role === 'product' && rule.evidence === undefined;
  const inProduct = isKnown ? witness.confidence : witness.judgeAs?.({ ...kind, role: 'product' });
  const sentences = [
    formOf(rule, name),
    inProduct === undefined || inProduct === 'no' ? undefined : rule.evidence?.[inProduct],
    measured(rule, secret),
    ...(witness.because ?? []),
    isLess(witness.confidence, inProduct)
      ? `It is in ${PLACES[kind.role]}, which lowers the confidence.`
      : undefined,
  ];
  return sentences.filter((sentence) => sentence !== undefined);
}

function formOf(rule: Rule, name: string | undefined): string {
  const { provider } = rule;
  if (isGeneric(rule)) {
    const read = name === undefined ? undefined : readName(name);
    const what = NAMED[read?.is ?? (rule.id === 'generic-password' ? 'password' : 'secret')].toLowerCase();
    return name === undefined ? `Its name is one for a ${what}.` : `The name ${name} is one for a ${what}.`;
  }
  if (provider === 'generic') return `It stands where such a secret is written: ${uncapitalized(rule.name)}.`;
  const isWhole = 'pattern' in rule && !rule.pattern.source.includes('(?<secret>');
  return isWhole
    ? `It has the form of a secret of ${provider}.`
    : `It stands where a secret of ${provider} is written, and has its form.`;
}

function uncapitalized(name: string): string {
  return /^[A-Z][a-z]{1,40}(?:[ ,]|$)/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** What was measured of the value, if the rule's judgement depends on it. */
function measured(rule: Rule, secret: string): string | undefined {
  const entropy = entropyOf(secret).toFixed(1);
  if ('minEntropy' in rule && rule.minEntropy !== undefined)
    return `Its entropy is ${entropy} bits a character, and at least ${rule.minEntropy} are expected.`;
  const isWeighed = rule.check === weighSecret || rule.check === weighQuoted;
  if (!isWeighed && !('find' in rule && rule.evidence === undefined)) return undefined;
  const strength = strengthOf(secret);
  if (strength === 'random')
    return `The value looks generated, with an entropy of ${entropy} bits a character.`;
  // Rules for names say the rest themselves.
  return isGeneric(rule) ? undefined : STRENGTHS[strength];
}

function isLess(confidence: Confidence, other: Confidence | 'no' | undefined): boolean {
  return (
    other !== undefined && other !== 'no' && CONFIDENCES.indexOf(confidence) > CONFIDENCES.indexOf(other)
  );
}
