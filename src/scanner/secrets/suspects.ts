import type { Confidence } from '../severity';
import type { Claim } from './dedupe';
import { entropyOf } from './entropy';
import type { FileKind } from './fileKind';
import { isPlaceholder } from './placeholders';
import type { Candidate, PatternRule, Rule } from './rule';
import { DEFAULT_REACH, matchesIn, type Span, windowsAround } from './windows';

/**
 * What a rule took for a secret, and how sure it is after all checks. 'no' where they said that it is none: it is kept
 * all the same, since what is masked must not depend on the checks.
 */
export type Judged = Omit<Claim, 'confidence'> & {
  readonly secret: string;
  /** What snippets mask because of it, at least the secret. */
  readonly masked: Span;
  readonly confidence: Confidence | 'no';
};

/**
 * Looks for what one rule describes, near the places of its keywords.
 * @param text bytes as characters 0 to 255
 * @param places ascending, each once
 */
export type Search = (text: string, places: readonly number[], kind: FileKind) => Judged[];

type Groups = Readonly<Record<string, string | undefined>>;

/** Makes the search for one rule. Every candidate is recorded, whatever the checks say of it. */
export function makeSearch(rule: Rule): Search {
  const find = 'find' in rule ? rule.find : byPattern(rule);
  return (text, places, kind) => {
    const judged: Judged[] = [];
    for (const candidate of find(text, places, kind)) {
      const { start, end, masked = { start, end } } = candidate;
      const secret = text.slice(start, end);
      const confidence = judge(rule, candidate, secret, text, kind);
      judged.push({ rule, start, end, secret, confidence, masked });
    }
    return judged;
  };
}

type Found = Candidate & { readonly groups?: Groups };

/** A copy of the pattern that tells where its groups stand, and that nobody else moves. */
function byPattern(rule: PatternRule) {
  const { before, after } = rule.reach ?? DEFAULT_REACH;
  const pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace('d', '')}d`);
  return (text: string, places: readonly number[]): Iterable<Found> =>
    matchesIn(text, windowsAround(places, { before, after }, text.length), pattern);
}

function judge(rule: Rule, found: Found, secret: string, text: string, kind: FileKind): Confidence | 'no' {
  if ('minEntropy' in rule && rule.minEntropy !== undefined && entropyOf(secret) < rule.minEntropy)
    return 'no';
  const { start, end, groups = {} } = found;
  const own = found.judge?.();
  // Whether a value only fills in for a secret is the dearest question, and comes last.
  if (own === 'no') return 'no';
  const confidence = rule.check?.({ secret, text, start, end, groups, kind }) ?? own ?? rule.confidence;
  return confidence !== 'no' && isPlaceholder(secret) ? 'no' : confidence;
}
