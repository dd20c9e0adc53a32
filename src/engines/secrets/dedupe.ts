import { CONFIDENCES, type Confidence } from '../engine';
import type { Rule } from './rule';
import type { Span } from './windows';

/** A rule's claim that a span of a text is a secret. */
export type Claim = Span & {
  readonly rule: Rule;
  readonly confidence: Confidence;
  /** The name that it is assigned to, where its rule has read one. */
  readonly name?: Span | undefined;
};

/**
 * Resolves overlapping claims. A provider's claim wins over a generic one of about the same span. Then the higher
 * confidence wins, then the longer, then the less general.
 * @returns the remaining claims, ordered by where they begin
 */
export function withoutOverlaps<T extends Claim>(claims: readonly T[]): T[] {
  return clustersOf(claims).flatMap((cluster) => (cluster.length < 2 ? cluster : bestOf(namedOf(cluster))));
}

/** Groups claims that overlap each other, in the order of the text. */
function clustersOf<T extends Claim>(claims: readonly T[]): T[][] {
  const clusters: T[][] = [];
  let end = -1;
  for (const claim of [...claims].sort((a, b) => a.start - b.start || bySpecificity(a, b))) {
    if (claim.start >= end) clusters.push([]);
    clusters.at(-1)?.push(claim);
    end = Math.max(end, claim.end);
  }
  return clusters;
}

/**
 * Drops a claim that is a more general name for another claim. The other then has the higher confidence of both, and
 * the name that only the general rule has read.
 * A general claim more than twice as long is kept, since the specific rule saw only a part of it.
 * @param cluster ordered by where they begin
 */
function namedOf<T extends Claim>(cluster: readonly T[]): T[] {
  const named = new Map(cluster.map((claim) => [claim, claim]));
  cluster.forEach((claim, index) => {
    for (const other of following(cluster, index, claim.end)) {
      const order = generalityOf(claim.rule) - generalityOf(other.rule);
      const [specific, general] = order < 0 ? [claim, other] : [other, claim];
      if (order === 0 || lengthOf(general) > 2 * lengthOf(specific)) continue;
      named.delete(general);
      if (named.has(specific)) named.set(specific, withBest(specific, general));
    }
  });
  return [...named.values()];
}

function withBest<T extends Claim>(specific: T, general: Claim): T {
  const confidence = higherOf(specific.confidence, general.confidence);
  return { ...specific, confidence, name: specific.name ?? general.name };
}

/** The claims after one that begin before its end. */
function following<T extends Claim>(cluster: readonly T[], index: number, end: number): readonly T[] {
  let last = index + 1;
  while ((cluster[last]?.start ?? end) < end) last += 1;
  return cluster.slice(index + 1, last);
}

/** Orders a provider's rules before rules of a common form, and those before rules that match by name and entropy. */
function generalityOf({ provider, id }: Rule): number {
  if (provider !== 'generic') return 0;
  return id.startsWith('generic-') ? 2 : 1;
}

function higherOf(a: Confidence, b: Confidence): Confidence {
  return CONFIDENCES.indexOf(a) < CONFIDENCES.indexOf(b) ? a : b;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** Keeps the best claim, then the best that does not overlap it, and so on. */
function bestOf<T extends Claim>(cluster: readonly T[]): T[] {
  const kept: T[] = [];
  for (const claim of [...cluster].sort(bySpecificity)) {
    const position = kept.findIndex(({ start }) => start > claim.start);
    const index = position < 0 ? kept.length : position;
    const before = kept[index - 1];
    const behind = kept[index];
    if ((before && before.end > claim.start) || (behind && behind.start < claim.end)) continue;
    kept.splice(index, 0, claim);
  }
  return kept;
}

/** Orders by confidence, length and specificity, independently of the order of the rules. */
export function bySpecificity(a: Claim, b: Claim): number {
  return (
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    lengthOf(b) - lengthOf(a) ||
    generalityOf(a.rule) - generalityOf(b.rule) ||
    (a.rule.id < b.rule.id ? -1 : Number(a.rule.id > b.rule.id)) ||
    a.start - b.start
  );
}

/**
 * Keeps the findings of one rule where several have found a value on one line. One found it by its form, another by
 * its name.
 * @param lineOf the number of a finding's line
 */
export function withoutSecondRules<T extends Claim & { secret: string }>(
  findings: readonly T[],
  lineOf: (finding: T) => number,
): T[] {
  const keyOf = (finding: T) => `${lineOf(finding)} ${finding.secret}`;
  const best = new Map<string, T>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const known = best.get(key);
    if (known === undefined || isBetterNamed(finding, known)) best.set(key, finding);
  }
  return findings.filter((finding) => best.get(keyOf(finding))?.rule === finding.rule);
}

function isBetterNamed(a: Claim, b: Claim): boolean {
  return (generalityOf(a.rule) - generalityOf(b.rule) || bySpecificity(a, b)) < 0;
}

/** Equal secrets that are reported of one file, of allowed and of other ones. One fix ends them all. */
const MOST_EQUAL = 100;

/**
 * Keeps one finding for each rule, secret and line, and the first of too many equal ones. An allow reason for one
 * location does not apply to another.
 * @param findings in the order of the text
 * @param isAllowed called only for secrets that occur several times
 */
export function withoutRepetitions<T extends { rule: Rule; secret: string }>(
  findings: readonly T[],
  { lineOf, isAllowed }: { lineOf: (finding: T) => number; isAllowed: (finding: T) => boolean },
): T[] {
  const lines = new Map<string, Set<number>>();
  const counts = new Map<string, number>();
  return findings.filter((finding) => {
    const key = `${finding.rule.id} ${finding.secret}`;
    const known = lines.get(key);
    const line = lineOf(finding);
    if (known?.has(line)) return false;
    lines.set(key, (known ?? new Set()).add(line));
    if (!known) return true;
    const kind = `${isAllowed(finding)} ${key}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count < MOST_EQUAL;
  });
}
