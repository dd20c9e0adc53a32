import type { Confidence, Report } from '../engine';
import type { Claim } from './dedupe';
import { kindAt } from './docComment';
import { entropyOf } from './entropy';
import type { FileKind } from './fileKind';
import { beginsWithName, isOfName } from './patterns';
import { isPlaceholder, isTemplate } from './placeholders';
import type { Candidate, FinderRule, PatternRule, Rule } from './rule';
import { DEFAULT_REACH, matchesIn, type Span, windowsAround } from './windows';

/**
 * A rule's candidate, and its confidence after all checks. A rejected candidate has 'no'. It is kept, since masking
 * must not depend on the checks.
 */
export type Judged = Omit<Claim, 'confidence'> & {
  readonly secret: string;
  /** The span that snippets mask, which includes the secret. */
  readonly masked: Span;
  /** The host or program that it is for. */
  readonly of?: Span | undefined;
  readonly confidence: Confidence | 'no';
  /** Judges it again, as if it were in a file of another kind. */
  readonly judgeAs?: (kind: FileKind) => Confidence | 'no';
  /** Why it has its confidence in its place, a sentence each. */
  readonly because?: readonly string[];
};

/**
 * Searches for candidates of one rule near its keywords.
 * @param text bytes as characters 0 to 255
 * @param positions of keywords, ascending and unique
 * @param report receives its progress
 */
export type Search = (
  text: string,
  positions: readonly number[],
  kind: FileKind,
  report?: Report,
) => Judged[];

type Groups = Readonly<Record<string, string | undefined>>;

/** Creates the search for one rule. Every candidate is returned, rejected ones too. */
export function makeSearch(rule: Rule): Search {
  const find: (...of: Parameters<FinderRule['find']>) => Iterable<Found> =
    'find' in rule ? rule.find : byPattern(rule);
  const pattern = 'pattern' in rule && isOfName(rule.pattern) ? rule.pattern : undefined;
  return (text, positions, kind, report) => {
    const judged: Judged[] = [];
    for (const candidate of find(text, positions, kind)) {
      if (pattern !== undefined && !beginsWithName(pattern, text, candidate.from ?? 0)) continue;
      const { start, end, masked = { start, end } } = candidate;
      report?.(start / text.length);
      const secret = text.slice(start, end);
      const here = kindAt(text, start, kind);
      const confidence = judge(rule, candidate, secret, text, here);
      const base = { rule, start, end, secret, confidence, masked };
      // Most candidates are rejected, and need no more.
      if (confidence === 'no') judged.push(base);
      else {
        const judgeAs = (other: FileKind) => judge(rule, candidate, secret, text, other);
        const because = candidate.because?.(here);
        const { name, of } = candidate;
        judged.push({ ...base, name, of, judgeAs, ...(because === undefined ? {} : { because }) });
      }
    }
    return judged;
  };
}

type Found = Candidate & { readonly groups?: Groups; readonly from?: number };

/** Searches with a copy of the pattern, which has group indices and its own `lastIndex`. */
function byPattern(rule: PatternRule) {
  const { before, after } = rule.reach ?? DEFAULT_REACH;
  const pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace('d', '')}d`);
  return (text: string, positions: readonly number[]): Iterable<Found> =>
    matchesIn(text, windowsAround(positions, { before, after }, text.length), pattern);
}

function judge(rule: Rule, found: Found, secret: string, text: string, kind: FileKind): Confidence | 'no' {
  if ('minEntropy' in rule && rule.minEntropy !== undefined && entropyOf(secret) < rule.minEntropy)
    return 'no';
  const { start, end, groups = {} } = found;
  const own = found.judge?.(kind);
  if (own === 'no') return 'no';
  const checked = rule.check?.({ secret, text, start, end, groups, kind }) ?? own;
  if (checked === 'no') return 'no';
  const confidence = checked ?? unproved(rule.confidence, kind);
  // The check for placeholders is the most expensive and comes last.
  const isMeant = found.judgesPlaceholders === true && kind.isLive === true;
  return (isMeant ? isTemplate(secret) : isPlaceholder(secret)) ? 'no' : confidence;
}

/** What only has the form of a secret, without a check, is often made up in tests, examples and documentation. */
function unproved(confidence: Confidence, { role }: FileKind): Confidence {
  if (role === 'product') return confidence;
  return confidence === 'high' ? 'medium' : 'low';
}
