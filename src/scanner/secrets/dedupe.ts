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
 * a secret; then that of higher confidence, then the longer, then the less general.
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
 * Leaves claims out that are a more general name for what another one claims, which is then as sure as the surer of
 * both. A general claim more than twice as long is another thing, of which the specific rule saw a part.
 * @param cluster by where they begin
 */
function namedOf<T extends Claim>(cluster: readonly T[]): T[] {
  const named = new Map(cluster.map((claim) => [claim, claim.confidence]));
  cluster.forEach((claim, index) => {
    for (const other of following(cluster, index, claim.end)) {
      const order = generalityOf(claim.rule) - generalityOf(other.rule);
      const [specific, general] = order < 0 ? [claim, other] : [other, claim];
      if (order === 0 || lengthOf(general) > 2 * lengthOf(specific)) continue;
      named.delete(general);
      if (named.has(specific)) named.set(specific, surer(specific.confidence, general.confidence));
    }
  });
  return [...named].map(([claim, confidence]) => ({ ...claim, confidence }));
}

/** The claims behind one, as far as they begin before its end. */
function following<T extends Claim>(cluster: readonly T[], index: number, end: number): readonly T[] {
  let last = index + 1;
  while ((cluster[last]?.start ?? end) < end) last += 1;
  return cluster.slice(index + 1, last);
}

/** What names a provider comes before what knows a form that many use, and last what goes by names and chance. */
function generalityOf({ provider, id }: Rule): number {
  if (provider !== 'generic') return 0;
  return id.startsWith('generic-') ? 2 : 1;
}

function surer(a: Confidence, b: Confidence): Confidence {
  return CONFIDENCES.indexOf(a) < CONFIDENCES.indexOf(b) ? a : b;
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
    generalityOf(a.rule) - generalityOf(b.rule) ||
    (a.rule.id < b.rule.id ? -1 : Number(a.rule.id > b.rule.id)) ||
    a.start - b.start
  );
}

/**
 * Leaves the first of the findings that are the same secret by the same rule; before it, the first that nobody allowed,
 * since a reason for one place is none for another.
 * @param findings by where they stand
 * @param isAllowed is asked only about secrets that stand in several places
 */
export function withoutRepetitions<T extends { rule: Rule; secret: string }>(
  findings: readonly T[],
  isAllowed: (finding: T) => boolean,
): T[] {
  const first = new Map<string, T>();
  for (const finding of findings) {
    const key = `${finding.rule.id} ${finding.secret}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, finding);
    else if (isAllowed(known) && !isAllowed(finding)) first.set(key, finding);
  }
  return [...first.values()];
}
