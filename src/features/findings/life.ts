import { countOf } from '@/lib/format';
import type { Finding, FindingEvent } from '@/trpc/types';
import { UNSETTLED } from './findingFilters';

/** A step in the life of a finding. */
export type LifeStep = {
  kind:
    | 'introduced'
    | 'found'
    | 'places'
    | 'moved'
    | 'reopened'
    | 'removed'
    | 'fixed'
    | 'unsettled'
    | 'settled';
  title: string;
  commit?: string | undefined;
  by?: string | undefined;
  path?: string | undefined;
  /** Why. */
  detail?: string | undefined;
  at?: string | undefined;
};

/**
 * The life of a finding, from its introduction to its present state. It has no step of which nothing is known.
 * @param events those that are loaded, newest first
 */
export function lifeOf(finding: Finding, events: readonly FindingEvent[]): LifeStep[] {
  const { firstSeenAt, occurrences, tool, vulnerability } = finding;
  const places: LifeStep[] =
    // Others of an upgrade are other vulnerabilities.
    occurrences > 1 && !vulnerability
      ? [{ kind: 'places', title: `In ${countOf(occurrences, 'place')} of this repository` }]
      : [];
  const later = events.toReversed().flatMap(stepOf);
  return [
    ...introductionOf(finding),
    { kind: 'found', title: tool ? `Reported by ${tool}` : 'Found by a scan', at: firstSeenAt },
    ...places,
    ...later,
    ...endOf(finding, later.at(-1)),
  ];
}

function introductionOf(finding: Finding): LifeStep[] {
  const { commitSha, introducedBy, introducedAt, introducedPath, filePath } = finding;
  if (commitSha === null && introducedAt === null) return [];
  return [
    {
      kind: 'introduced',
      title: 'Introduced',
      commit: commitSha ?? undefined,
      path: introducedPath === filePath ? undefined : (introducedPath ?? undefined),
      by: introducedBy ?? undefined,
      at: introducedAt ?? undefined,
    },
  ];
}

/** Moves, fixes and returns. What users decide is in the history. */
function stepOf({ type, oldValue, newValue, comment, createdAt }: FindingEvent): LifeStep[] {
  const about = { detail: comment ?? undefined, at: createdAt };
  if (type === 'moved') return [{ kind: 'moved', title: `Moved to ${newValue}`, ...about }];
  if (type !== 'status_changed') return [];
  if (newValue === 'fixed') return [{ kind: 'fixed', title: 'Fixed', ...about }];
  return oldValue === 'fixed' ? [{ kind: 'reopened', title: 'Reopened', ...about }] : [];
}

function endOf(finding: Finding, last: LifeStep | undefined): LifeStep[] {
  const { status, inTree, isRechecked, removedCommit, lastSeenAt, fixedAt } = finding;
  if (status === 'fixed') {
    return last?.kind === 'fixed' ? [] : [{ kind: 'fixed', title: 'Fixed', at: fixedAt ?? undefined }];
  }
  const removed: LifeStep[] =
    removedCommit && !inTree
      ? [{ kind: 'removed', title: 'Removed from the tree', commit: removedCommit }]
      : [];
  const where = inTree ? 'in the tree' : 'in the history';
  const title = isRechecked ? `Still ${where}` : `Last seen ${where}`;
  if (!UNSETTLED.includes(status)) return [...removed, { kind: 'settled', title, at: lastSeenAt }];
  const detail = inTree ? undefined : 'Every clone has it, so revoke it.';
  return [...removed, { kind: 'unsettled', title, detail, at: lastSeenAt }];
}
