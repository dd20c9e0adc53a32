import type { Severity } from './schema';

const RANK: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** For sorting: negative where `a` is graver than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return RANK[a] - RANK[b];
}
