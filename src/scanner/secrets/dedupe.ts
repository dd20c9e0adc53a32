import { CONFIDENCES, type Confidence } from '../severity';
import type { Rule } from './rule';
import type { Span } from './windows';

/** A rule's claim that a stretch of a text is a secret. */
export type Claim = Span & {
  readonly rule: Rule;
  readonly confidence: Confidence;
};

/**
 * Leaves of claims that overlap the most specific: that of a provider before a generic one that took about the same for
 * a secret; then that of higher confidence, then the longer.
 * @returns what is left, by where it begins
 */
export function withoutOverlaps<T extends Claim>(claims: readonly T[]): T[] {
  return clustersOf(claims).flatMap((cluster) => (cluster.length < 2 ? cluster : bestOf(namedOf(cluster))));
}

/** Claims that hang together by overlaps, from the first to the last. */
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
 * Leaves generic claims out that are another name for a provider's, which is then as sure as the surer of both. A
 * generic claim more than twice as long is another thing, of which the provider's rule saw a part.
 */
function namedOf<T extends Claim>(cluster: readonly T[]): T[] {
  const isGeneric = ({ rule }: T) => rule.provider === 'generic';
  const generic = cluster.filter(isGeneric);
  const named = cluster.filter((claim) => !isGeneric(claim));
  const isSame = (a: T, b: T) => a.start < b.end && b.start < a.end && lengthOf(a) <= 2 * lengthOf(b);
  return [
    ...generic.filter((claim) => !named.some((other) => isSame(claim, other))),
    ...named.map((claim) => {
      const same = generic.filter((other) => isSame(other, claim));
      return { ...claim, confidence: surest([claim, ...same]) };
    }),
  ];
}

function surest(claims: readonly Claim[]): Confidence {
  return CONFIDENCES.find((confidence) => claims.some((claim) => claim.confidence === confidence)) ?? 'low';
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** Of claims that hang together, the best, then the best of those that it leaves room for, and so on. */
function bestOf<T extends Claim>(cluster: readonly T[]): T[] {
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

/** The surest, longest and most specific first, in an order that does not depend on that of the rules. */
export function bySpecificity(a: Claim, b: Claim): number {
  return (
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    lengthOf(b) - lengthOf(a) ||
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
