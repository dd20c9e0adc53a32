import { CONFIDENCES, type Confidence } from '../severity';
import type { Rule } from './rule';
import type { Span } from './windows';

/** A rule's claim that a stretch of a text is a secret. */
export type Claim = Span & {
  readonly rule: Rule;
  readonly confidence: Confidence;
};

/**
 * Leaves of claims that overlap the most specific: that of higher confidence, then the longer, then that of a provider
 * before a generic one.
 * @returns what is left, by where it begins
 */
export function withoutOverlaps<T extends Claim>(claims: readonly T[]): T[] {
  const sorted = [...claims].sort((a, b) => a.start - b.start || bySpecificity(a, b));
  const left: T[] = [];
  let cluster: T[] = [];
  let clusterEnd = 0;
  for (const claim of sorted) {
    if (claim.start >= clusterEnd) {
      left.push(...bestOf(cluster));
      cluster = [];
    }
    cluster.push(claim);
    clusterEnd = Math.max(clusterEnd, claim.end);
  }
  return [...left, ...bestOf(cluster)];
}

/** Of claims that hang together, the best, then the best of those that it leaves room for, and so on. */
function bestOf<T extends Claim>(cluster: readonly T[]): T[] {
  if (cluster.length < 2) return [...cluster];
  const kept: T[] = [];
  for (const claim of [...cluster].sort(bySpecificity)) {
    const place = kept.findIndex(({ start }) => start > claim.start);
    const index = place < 0 ? kept.length : place;
    const before = kept[index - 1];
    const behind = kept[index];
    if ((before && before.end > claim.start) || (behind && behind.start < claim.end)) continue;
    kept.splice(index, 0, claim);
  }
  return kept;
}

/** The most specific first, in an order that does not depend on that of the rules. */
export function bySpecificity(a: Claim, b: Claim): number {
  return (
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    b.end - b.start - (a.end - a.start) ||
    Number(a.rule.provider === 'generic') - Number(b.rule.provider === 'generic') ||
    (a.rule.id < b.rule.id ? -1 : Number(a.rule.id > b.rule.id)) ||
    a.start - b.start
  );
}

/**
 * Leaves the first of the findings that are the same secret by the same rule; before it, the first that nobody allowed,
 * since a reason for one place is none for another.
 * @param findings by where they stand
 */
export function withoutRepetitions<T extends { rule: Rule; secret: string; allowed: string | null }>(
  findings: readonly T[],
): T[] {
  const first = new Map<string, T>();
  for (const finding of findings) {
    const key = `${finding.rule.id} ${finding.secret}`;
    const known = first.get(key);
    if (!known || (known.allowed !== null && finding.allowed === null)) first.set(key, finding);
  }
  return [...first.values()];
}
