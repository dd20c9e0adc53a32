import { formatDuration } from '@/lib/duration';
import { countOf, formatCount } from '@/lib/format';
import type { Deletion } from '@/trpc/types';

/** `Deleting 412,000 of 1,000,000 findings` */
export function progressText({ kind, findingsTotal, deleted }: Deletion): string {
  if (findingsTotal === null) return UNCOUNTED[kind];
  return `Deleting ${formatCount(deleted.findings ?? 0)} of ${countOf(findingsTotal, 'finding')}`;
}

/** The text while there is no total. Only repositories get one. */
const UNCOUNTED: Record<Deletion['kind'], string> = {
  repo: 'Deleting; its findings are still being counted',
  user: 'Deleting its repositories first',
  retention: 'Deleting one scan after the other',
};

/** From 0 to 1; undefined if the total is unknown. */
export function progressOf({ findingsTotal, deleted }: Deletion): number | undefined {
  if (findingsTotal === null) return undefined;
  return findingsTotal === 0 ? 1 : Math.min((deleted.findings ?? 0) / findingsTotal, 1);
}

/** Shorter durations would be shown as 0.0 s. In milliseconds. */
const SHORTEST_SHOWN = 50;

/** How long a finished deletion took, in milliseconds: `at once`, `in 3 min 5 s`. */
export function durationText(durationMs: number): string {
  return durationMs < SHORTEST_SHOWN ? 'at once' : `in ${formatDuration(durationMs)}`;
}

/** The actor of a deletion. */
export function requestedBy({ kind, actorId, actorEmail }: Deletion): string {
  if (kind === 'retention') return 'The retention rule';
  // A repo that was being registered while its owner's account was deleted.
  if (actorId === null) return 'Heimdall';
  return actorEmail ?? 'A deleted account';
}

/** The name of what was deleted. Deletions by the first version have none. */
export function nameOf({ name, id }: Pick<Deletion, 'name' | 'id'>): string {
  return name || `Repository ${id.slice(0, 8)}`;
}

/** The words for the rows of each table, in the order of the text. */
const ROWS: Record<string, readonly [singular: string, plural: string]> = {
  repos: ['repository', 'repositories'],
  scans: ['scan', 'scans'],
  scan_stages: ['stage', 'stages'],
  findings: ['finding', 'findings'],
  finding_events: ['event', 'events'],
  suppressions: ['allow-list entry', 'allow-list entries'],
  issues: ['issue', 'issues'],
  deliveries: ['webhook delivery', 'webhook deliveries'],
  repo_contents: ['cached file', 'cached files'],
};

/** The number of deleted rows, by table: `214 scans, 12,480 findings and 3 allow-list entries`. */
export function countsText({ deleted }: Deletion): string {
  const tables = [...new Set([...Object.keys(ROWS), ...Object.keys(deleted)])];
  const parts = tables.flatMap((table) => {
    const count = deleted[table] ?? 0;
    return count > 0 ? countOf(count, ...(ROWS[table] ?? [`row of ${table}`, `rows of ${table}`])) : [];
  });
  if (parts.length < 2) return parts[0] ?? 'It was empty';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

type HostItem = Deletion['atHost'][number];

const ITEM_WORDS: Record<HostItem['kind'], string> = { webhook: 'Webhook', deploy_key: 'Deploy key' };
const ITEM_STATES: Record<HostItem['state'], string> = {
  pending: 'is still to be removed',
  removed: 'removed',
  gone: 'was already gone',
  refused: 'not removed',
  disconnected: 'not removed',
  unreachable: 'not removed',
};

/** Whether it is still at the host, and somebody has to remove it there. */
export function isLeftAtHost({ state }: Pick<HostItem, 'state'>): boolean {
  return ITEM_STATES[state] === 'not removed';
}

/** What became of a webhook or deploy key: `Webhook at github.com: removed`. */
export function atHostText({ kind, host, state, message }: HostItem): string {
  const text = `${ITEM_WORDS[kind]} at ${host}: ${ITEM_STATES[state]}`;
  return message === null ? text : `${text}. ${message}`;
}
