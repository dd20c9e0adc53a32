import type { Confidence } from '../severity';
import type { Claim } from './dedupe';
import { entropyOf } from './entropy';
import type { FileKind } from './fileKind';
import { isPlaceholder } from './placeholders';
import type { Candidate, PatternRule, Rule } from './rule';
import { DEFAULT_REACH, matchesIn, windowsAround } from './windows';

/** What a rule took for a secret, and how sure it is after all checks; 'no' where they said that it is none. */
export type Judged = Omit<Claim, 'confidence'> & {
  readonly secret: string;
  readonly confidence: Confidence | 'no';
};

/**
 * Looks for what one rule describes, near the places of its keywords.
 * @param text bytes as characters 0 to 255
 * @param places ascending, each once
 */
export type Search = (text: string, places: readonly number[], kind: FileKind) => Judged[];

type Groups = Readonly<Record<string, string | undefined>>;

/** Makes the search for one rule. What only fills in for a secret is left out. */
export function makeSearch(rule: Rule): Search {
  const find = 'find' in rule ? rule.find : byPattern(rule);
  return (text, places, kind) => {
    const judged: Judged[] = [];
    for (const candidate of find(text, places, kind)) {
      const secret = text.slice(candidate.start, candidate.end);
      if (isPlaceholder(secret)) continue;
      const confidence = judge(rule, candidate, secret, text, kind);
      judged.push({ rule, start: candidate.start, end: candidate.end, secret, confidence });
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
  return rule.check?.({ secret, text, start, end, groups, kind }) ?? found.confidence ?? rule.confidence;
}
