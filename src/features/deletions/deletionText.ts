import { countOf, formatCount } from '@/lib/format';
import type { Deletion } from '@/trpc/types';

/** `Deleting 412,000 of 1,000,000 findings` */
export function progressText({ kind, findingsTotal, deleted }: Deletion): string {
  if (findingsTotal === null) return UNCOUNTED[kind];
  return `Deleting ${formatCount(deleted.findings)} of ${countOf(findingsTotal, 'finding')}`;
}

/** The text while there is no total. Only repositories get one. */
const UNCOUNTED: Record<Deletion['kind'], string> = {
  repo: 'Deleting; its findings are still being counted',
  user: 'Deleting; its repositories go first',
  retention: 'Deleting; one scan after the other',
};

/** From 0 to 1; undefined if the total is unknown. */
export function progressOf({ findingsTotal, deleted }: Deletion): number | undefined {
  if (findingsTotal === null) return undefined;
  return findingsTotal === 0 ? 1 : Math.min(deleted.findings / findingsTotal, 1);
}

/** The actor of a deletion. */
export function askedBy({ kind, actorId, actorEmail }: Deletion): string {
  if (kind === 'retention') return 'The retention rule';
  // A repo that was being registered while its owner's account was deleted.
  if (actorId === null) return 'Heimdall';
  return actorEmail ?? 'A deleted account';
}

/** The name of what was deleted. Deletions by the first version have none. */
export function nameOf({ name, id }: Pick<Deletion, 'name' | 'id'>): string {
  return name || `Repository ${id.slice(0, 8)}`;
}

/** The number of deleted rows, by table: `214 scans, 12,480 findings and 24,960 events`. */
export function countsText({ deleted }: Deletion): string {
  const { repos, scans, stages, findings, events, suppressions, contents } = deleted;
  const counts: [count: number, singular: string, plural?: string][] = [
    [repos, 'repository', 'repositories'],
    [scans, 'scan'],
    [stages, 'stage'],
    [findings, 'finding'],
    [events, 'event'],
    [suppressions, 'allow-list entry', 'allow-list entries'],
    [contents, 'remembered file'],
  ];
  const parts = counts.filter(([count]) => count > 0).map((count) => countOf(...count));
  if (parts.length < 2) return parts[0] ?? 'Nothing was below it';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
