import { SEVERITIES, type Severity } from '@/engines/engine';
import type { FindingStatus } from '../findings/schema';

/** A repo of which findings are exported. */
export type ExportedRepo = {
  id: string;
  name: string;
  remoteUrl: string | null;
  /** Whether its newest completed scan covered everything, and the commit of that scan. */
  complete: boolean;
  commitSha: string | null;
};

/** How many findings are of the same severity, status and rule. */
export type AlikeCount = { severity: Severity; status: FindingStatus; ruleId: string; count: number };

export type SeverityCounts = Record<Severity, number>;

/** What the summary of an export says. Open findings are those that are open or confirmed. */
export type ExportCounts = {
  total: number;
  open: SeverityCounts;
  closed: SeverityCounts;
  byStatus: Map<FindingStatus, number>;
  /** Of the open findings only. */
  byRule: Map<string, SeverityCounts>;
  byRepo: Map<string, SeverityCounts>;
};

export function noCounts(): ExportCounts {
  return {
    ...{ total: 0, open: noSeverities(), closed: noSeverities() },
    ...{ byStatus: new Map(), byRule: new Map(), byRepo: new Map() },
  };
}

function noSeverities(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0 };
}

/** Adds the findings of a repo to the counts. */
export function addCounts(counts: ExportCounts, repoName: string, added: readonly AlikeCount[]): void {
  for (const { severity, status, ruleId, count } of added) {
    const isOpen = status === 'open' || status === 'confirmed';
    counts.total += count;
    counts.byStatus.set(status, (counts.byStatus.get(status) ?? 0) + count);
    (isOpen ? counts.open : counts.closed)[severity] += count;
    if (!isOpen) continue;
    addTo(counts.byRule, ruleId, severity, count);
    addTo(counts.byRepo, repoName, severity, count);
  }
}

function addTo(map: Map<string, SeverityCounts>, key: string, severity: Severity, count: number): void {
  const severities = map.get(key) ?? noSeverities();
  severities[severity] += count;
  map.set(key, severities);
}

/** The severities with their numbers, the most severe first. */
export function severityEntries(counts: SeverityCounts): [Severity, number][] {
  return SEVERITIES.map((severity) => [severity, counts[severity]]);
}

/** The entries with the most severe findings first. */
export function bySeverity(map: ReadonlyMap<string, SeverityCounts>): [string, SeverityCounts][] {
  const place = (one: SeverityCounts, other: SeverityCounts) =>
    SEVERITIES.map((severity) => other[severity] - one[severity]).find((difference) => difference !== 0) ?? 0;
  return [...map].sort(([, one], [, other]) => place(one, other));
}
